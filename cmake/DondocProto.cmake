# dondoc_proto_library(NAME PROTOS... DEPS... [GRPC])
#
# Messages (and with GRPC services) of the given files, paths below proto/, generated into build/gen: never committed.
function(dondoc_proto_library NAME)
  cmake_parse_arguments(ARG "GRPC" "" "PROTOS;DEPS" ${ARGN})
  set(OUT ${CMAKE_BINARY_DIR}/gen)
  file(MAKE_DIRECTORY ${OUT})
  set(SOURCES)
  foreach(PROTO ${ARG_PROTOS})
    string(REGEX REPLACE "\\.proto$" "" STEM ${PROTO})
    set(OUTPUTS ${OUT}/${STEM}.pb.cc ${OUT}/${STEM}.pb.h)
    set(PLUGIN)
    if(ARG_GRPC)
      list(APPEND OUTPUTS ${OUT}/${STEM}.grpc.pb.cc ${OUT}/${STEM}.grpc.pb.h)
      set(PLUGIN --grpc_out=${OUT} --plugin=protoc-gen-grpc=${DONDOC_GRPC_PLUGIN})
    endif()
    add_custom_command(
      OUTPUT ${OUTPUTS}
      COMMAND ${DONDOC_PROTOC} -I ${CMAKE_SOURCE_DIR}/proto --cpp_out=${OUT} ${PLUGIN} ${CMAKE_SOURCE_DIR}/proto/${PROTO}
      DEPENDS ${CMAKE_SOURCE_DIR}/proto/${PROTO}
      COMMENT "protoc ${PROTO}"
      VERBATIM)
    list(APPEND SOURCES ${OUTPUTS})
  endforeach()
  add_library(${NAME} STATIC ${SOURCES})
  # Generated code is not ours to keep free of warnings, and gains nothing from being optimised in everyday builds.
  target_include_directories(${NAME} SYSTEM PUBLIC ${OUT})
  target_link_libraries(${NAME} PUBLIC ${ARG_DEPS} protobuf::libprotobuf)
  if(ARG_GRPC)
    target_link_libraries(${NAME} PUBLIC gRPC::grpc++)
  endif()
endfunction()
