# Files that become constants in the program: SQL statements, migrations, data.
#
# dondoc_sql(NAME NAMESPACE): the directory sql/ beside the calling CMakeLists.txt becomes an INTERFACE library NAME whose header
# "<directory>/sql.h" holds one `inline constexpr pg::Statement kVerbNoun{"<namespace>.verb_noun", "..."}` for each verb_noun.sql.
#
# dondoc_embed(NAME HEADER NAMESPACE FILES...): each file becomes `inline constexpr std::string_view kFileName`, and kFiles lists
# (file name, content) pairs in the order of the names.

set(DONDOC_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed.cmake)

function(_dondoc_embed NAME HEADER NAMESPACE KIND)
  set(OUT ${CMAKE_BINARY_DIR}/gen/${HEADER})
  list(JOIN ARGN "|" FILES)
  add_custom_command(
    OUTPUT ${OUT}
    COMMAND ${CMAKE_COMMAND} -DOUT=${OUT} -DNAMESPACE=${NAMESPACE} -DKIND=${KIND} "-DFILES=${FILES}" -P ${DONDOC_EMBED_SCRIPT}
    DEPENDS ${ARGN} ${DONDOC_EMBED_SCRIPT}
    COMMENT "embed ${HEADER}"
    VERBATIM)
  add_custom_target(${NAME}_generated DEPENDS ${OUT})
  add_library(${NAME} INTERFACE)
  add_dependencies(${NAME} ${NAME}_generated)
  target_link_libraries(${NAME} INTERFACE dondoc_flags)
endfunction()

function(dondoc_sql NAME NAMESPACE)
  file(GLOB FILES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/sql/*.sql)
  file(RELATIVE_PATH HERE ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  _dondoc_embed(${NAME} ${HERE}/sql.h ${NAMESPACE} SQL ${FILES})
  # The test that PREPAREs every statement reads this list.
  set_property(GLOBAL APPEND PROPERTY DONDOC_SQL_LIBRARIES ${NAME})
endfunction()

function(dondoc_embed NAME HEADER NAMESPACE)
  _dondoc_embed(${NAME} ${HEADER} ${NAMESPACE} TEXT ${ARGN})
endfunction()
