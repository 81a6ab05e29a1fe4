# That the benchmarks run, on hardly anything; no figure is looked at.
find_program(HYPERFINE hyperfine)
if(HYPERFINE)
  add_test(NAME bench/runs
           COMMAND ${GRADE_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/bench.py cells watch batch --grade $<TARGET_FILE:grade>
                   --runs 2 --repeats 1 --batches 1 --submissions 4 --memory 200)
else()
  add_test(NAME bench/runs COMMAND ${CMAKE_COMMAND} -E echo "skipped: hyperfine is not installed")
  set_tests_properties(bench/runs PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
endif()
set_tests_properties(bench/runs PROPERTIES TIMEOUT 300)
