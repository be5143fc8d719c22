# nogap_embed(OUTPUT_C FILE SYMBOL) makes a C source that holds FILE as `const unsigned char SYMBOL[]`
# with a final NUL and `const size_t SYMBOL_size` without it; it is made again when FILE changes.
function(nogap_embed output file symbol)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" -DINPUT=${file} -DOUTPUT=${output} -DSYMBOL=${symbol}
            -P "${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake"
    DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake"
    VERBATIM)
endfunction()

# nogap_policy_hash(OUTPUT_C FILE SYMBOL) makes a C source that holds the hash by which a page's
# Content-Security-Policy lets FILE in: "sha256-...".
function(nogap_policy_hash output file symbol)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" -DINPUT=${file} -DOUTPUT=${output} -DSYMBOL=${symbol}
            -P "${PROJECT_SOURCE_DIR}/cmake/PolicyHash.cmake"
    DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/PolicyHash.cmake"
    VERBATIM)
endfunction()
