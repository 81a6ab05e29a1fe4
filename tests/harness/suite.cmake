# The Python that runs in case processes, under a supervisor that the tests play.
add_test(NAME harness/python COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/harness/run.py)
set_tests_properties(harness/python PROPERTIES TIMEOUT 300)
