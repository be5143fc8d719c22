# Run by nogap_policy_hash: cmake -DINPUT=... -DOUTPUT=... -DSYMBOL=... -P PolicyHash.cmake
# Base64 takes three hexadecimal digits at a time: 12 bits, two characters. The 64 digits of the hash
# are filled up to 66, and the last character of the filling becomes the sign for it.
set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
file(SHA256 "${INPUT}" digits)
string(APPEND digits "00")
set(hash "")
foreach(at RANGE 0 63 3)
  string(SUBSTRING "${digits}" ${at} 3 three)
  math(EXPR high "0x${three} >> 6")
  math(EXPR low "0x${three} & 63")
  string(SUBSTRING "${alphabet}" ${high} 1 first)
  string(SUBSTRING "${alphabet}" ${low} 1 second)
  string(APPEND hash "${first}${second}")
endforeach()
string(SUBSTRING "${hash}" 0 43 hash)
file(WRITE "${OUTPUT}"
  "extern const char ${SYMBOL}[];\nconst char ${SYMBOL}[] = \"sha256-${hash}=\";\n")
