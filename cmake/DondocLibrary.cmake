# dondoc_library(NAME SOURCES... DEPS... TESTS... PGTESTS... REDISTESTS... FUZZERS... TEST_DEPS...)
#
# One static library for one room, with its tests. DEPS are what the room may use, and nothing else reaches it: the link lines are the
# architecture. Tests are executables NAME_test, NAME_pgtest and NAME_redistest with the CTest labels unit, pg and redis. TESTS need
# nothing; PGTESTS start a private PostgreSQL; REDISTESTS start a private Redis (and PostgreSQL where they need one).
# FUZZERS are fuzz targets, one a file, run by every test (see dondoc_fuzzer).
# A name ending in .h only may have no SOURCES (an INTERFACE library).
function(dondoc_library NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;TESTS;PGTESTS;REDISTESTS;FUZZERS;TEST_DEPS" ${ARGN})
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "dondoc_library(${NAME}): what is ${ARG_UNPARSED_ARGUMENTS}?")
  endif()
  if(ARG_SOURCES)
    add_library(${NAME} STATIC ${ARG_SOURCES})
    target_link_libraries(${NAME} PUBLIC dondoc_flags ${ARG_DEPS})
  else()
    add_library(${NAME} INTERFACE)
    target_link_libraries(${NAME} INTERFACE dondoc_flags ${ARG_DEPS})
  endif()
  dondoc_test(${NAME}_test unit SOURCES ${ARG_TESTS} DEPS ${NAME} ${ARG_TEST_DEPS})
  dondoc_test(${NAME}_pgtest pg SOURCES ${ARG_PGTESTS} DEPS ${NAME} ${ARG_TEST_DEPS} common_testing)
  dondoc_test(${NAME}_redistest redis SOURCES ${ARG_REDISTESTS} DEPS ${NAME} ${ARG_TEST_DEPS} common_testing)
  foreach(SOURCE ${ARG_FUZZERS})
    dondoc_fuzzer(${SOURCE} DEPS ${NAME} ${ARG_TEST_DEPS})
  endforeach()
endfunction()

# dondoc_test(NAME LABEL SOURCES... DEPS...): one test executable; does nothing without SOURCES.
function(dondoc_test NAME LABEL)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  if(NOT ARG_SOURCES)
    return()
  endif()
  add_executable(${NAME} ${ARG_SOURCES})
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${NAME} PRIVATE dondoc_flags ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  add_test(NAME ${NAME} COMMAND ${NAME} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${NAME} PROPERTIES LABELS ${LABEL} TIMEOUT 300)
endfunction()

# dondoc_fuzzer(NAME_fuzz.cc DEPS...): a target of libFuzzer, built by the preset `fuzz` only (clang, with its sanitizers), as
# build-fuzz/fuzz/NAME_fuzz. In other builds it is a test of the label fuzz, which has the preset built and runs the target for
# DONDOC_FUZZ_SECONDS with one fixed seed, so that it says the same of the same code (`make fuzz` looks further); builds under
# sanitizers of their own leave it to those.
set(DONDOC_FUZZ_SECONDS 120 CACHE STRING "How long the tests run each fuzz target")
set(DONDOC_FUZZ ${CMAKE_SOURCE_DIR}/tools/fuzz.py)
function(dondoc_fuzzer SOURCE)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  get_filename_component(NAME ${SOURCE} NAME_WE)
  if(DONDOC_FUZZERS)
    add_executable(${NAME} ${SOURCE})
    set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
    target_link_libraries(${NAME} PRIVATE dondoc_flags ${ARG_DEPS} -fsanitize=fuzzer)
    add_dependencies(fuzzers ${NAME})
  elseif(NOT DONDOC_SANITIZER)
    add_test(NAME ${NAME} COMMAND /usr/bin/python3 ${DONDOC_FUZZ} run ${NAME} --seconds ${DONDOC_FUZZ_SECONDS} --seed 1
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    # The longest tests: those that start first keep the others company.
    set_tests_properties(${NAME} PROPERTIES LABELS fuzz FIXTURES_REQUIRED fuzzers SKIP_RETURN_CODE 77 COST 1000 TIMEOUT 600)
  endif()
endfunction()

# The fuzz targets; where they are only run, a test that others wait for builds them.
if(DONDOC_FUZZERS)
  add_custom_target(fuzzers)
elseif(NOT DONDOC_SANITIZER)
  add_test(NAME build_fuzzers COMMAND /usr/bin/python3 ${DONDOC_FUZZ} build WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(build_fuzzers PROPERTIES LABELS fuzz FIXTURES_SETUP fuzzers SKIP_RETURN_CODE 77 COST 1000
    PROCESSORS 2 TIMEOUT 900)
endif()

# All programs without a test: what `make run` waits for.
add_custom_target(programs)

# dondoc_executable(NAME SOURCES... DEPS...): one program in build/bin.
function(dondoc_executable NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${NAME} ${ARG_SOURCES})
  target_link_libraries(${NAME} PRIVATE dondoc_flags ${ARG_DEPS})
  add_dependencies(programs ${NAME})
endfunction()
