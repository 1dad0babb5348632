# Compiler, warnings, sanitizers, ccache and mold: how every target is compiled.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set_property(GLOBAL PROPERTY USE_FOLDERS ON)

# "Dev" is the everyday build: fast to compile, fast enough to run real scenarios, line numbers in stack traces.
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")

option(DONDOC_WERROR "Warnings are errors" ON)
option(DONDOC_FUZZERS "Build fuzz targets (clang only)" OFF)
set(DONDOC_SANITIZER "" CACHE STRING "Sanitizers for every target: address,undefined or thread")

add_library(dondoc_flags INTERFACE)
target_compile_options(dondoc_flags INTERFACE -Wall -Wextra -Wnon-virtual-dtor -Woverloaded-virtual -Wshadow
  # A designated initializer names what differs; the rest has its default.
  -Wno-missing-field-initializers)
if(DONDOC_WERROR)
  target_compile_options(dondoc_flags INTERFACE -Werror)
endif()
target_include_directories(dondoc_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/gen)

if(DONDOC_SANITIZER)
  add_compile_options(-fsanitize=${DONDOC_SANITIZER} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${DONDOC_SANITIZER})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # GCC 12 reports false positives from the standard library under sanitizers (bugs 105562, 105593).
    add_compile_options(-Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-restrict)
  endif()
endif()
if(DONDOC_FUZZERS)
  # Coverage for libFuzzer in every library, but no tracing of comparisons: the dictionary has the words, and tracing costs a
  # quarter of the speed. What is undefined ends the run as a crash does.
  add_compile_options(-fsanitize-coverage=inline-8bit-counters,pc-table -fno-sanitize-recover=all)
endif()

find_program(DONDOC_CCACHE ccache)
if(DONDOC_CCACHE)
  # base_dir makes paths relative, so that a second checkout of the same sources hits the cache of the first.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${DONDOC_CCACHE})
endif()
find_program(DONDOC_MOLD mold)
if(DONDOC_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
