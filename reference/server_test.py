"""Tests of nogap-server as a process: python3 server_test.py PATH-TO-NOGAP-SERVER [UNITTEST-ARGUMENTS]"""

import sys
import unittest

import server_harness
from server_http_cases import *
from server_life_cases import *
from server_log_cases import *

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    server_harness.BINARY = sys.argv.pop(1)
    unittest.main()
