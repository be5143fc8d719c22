"""Numbers in the order in which a harness takes them from the end of its input."""


class Tape:
    """Takes what fuzz/data_producer.h gives back; a number of one byte where its span is below 256."""

    def __init__(self):
        self.bytes = bytearray()

    def byte(self, *numbers):
        self.bytes += bytes(numbers)
        return self

    def between(self, number, low, high):
        """Puts a number that fuzz_take_between(low, high) takes; a span of one takes nothing."""
        size = ((high - low).bit_length() + 7) // 8
        self.bytes += (number - low).to_bytes(size, "little")
        return self

    def edge(self, number):
        """Puts a number that fuzz_take_edge takes."""
        if number < 128:
            return self.byte(number)
        self.bytes += b"\xff" + number.to_bytes(8, "little")
        return self

    def input(self):
        return bytes(reversed(self.bytes))
