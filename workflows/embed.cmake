# Puts every definition, rulebook and schema of answers into the program as bytes, so that one file is all an organizer installs.
# Declared in workflows/shipped.hpp; generated once per changed JSON file.
file(GLOB shipped_files CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/workflows/answers/*.json ${PROJECT_SOURCE_DIR}/workflows/definitions/*.json
  ${PROJECT_SOURCE_DIR}/workflows/rulebooks/*.json)
set(shipped_cpp ${PROJECT_BINARY_DIR}/generated/shipped_data.cpp)
add_custom_command(
  OUTPUT ${shipped_cpp}
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${shipped_cpp} -DROOT=${PROJECT_SOURCE_DIR}/workflows
          -P ${PROJECT_SOURCE_DIR}/workflows/embed_files.cmake
  DEPENDS ${shipped_files} ${PROJECT_SOURCE_DIR}/workflows/embed_files.cmake
  VERBATIM)
add_library(workflows_data STATIC ${shipped_cpp})
target_link_libraries(workflows_data PRIVATE jejak_own)
