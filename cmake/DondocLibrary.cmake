# dondoc_library(NAME SOURCES... DEPS... TESTS... PGTESTS... REDISTESTS... TEST_DEPS...)
#
# One static library for one room, with its tests. DEPS are what the room may use, and nothing else reaches it: the link lines are the
# architecture. Tests are executables NAME_test, NAME_pgtest and NAME_redistest with the CTest labels unit, pg and redis. TESTS need
# nothing; PGTESTS start a private PostgreSQL; REDISTESTS start a private Redis (and PostgreSQL where they need one).
# A name ending in .h only may have no SOURCES (an INTERFACE library).
function(dondoc_library NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;TESTS;PGTESTS;REDISTESTS;TEST_DEPS" ${ARGN})
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

# All programs without a test: what `make run` waits for.
add_custom_target(programs)

# dondoc_executable(NAME SOURCES... DEPS...): one program in build/bin.
function(dondoc_executable NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${NAME} ${ARG_SOURCES})
  target_link_libraries(${NAME} PRIVATE dondoc_flags ${ARG_DEPS})
  add_dependencies(programs ${NAME})
endfunction()
