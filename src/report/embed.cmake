# Makes a C source of the page: two arrays, before and behind the line where the data goes.
#   cmake -D PAGE=html_page.html -D OUT=html_page.c -P embed.cmake
file(READ ${PAGE} hex HEX)
string(HEX "@DATA@" mark)
string(FIND ${hex} ${mark} at)
if(at LESS 0)
  message(FATAL_ERROR "${PAGE}: no @DATA@")
endif()
string(LENGTH ${mark} length)
math(EXPR behind "${at} + ${length}")
string(SUBSTRING ${hex} 0 ${at} head)
string(SUBSTRING ${hex} ${behind} -1 tail)
foreach(part head tail)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," ${part} ${${part}})
  string(REGEX REPLACE "(................................................................................)" "\\1\n" ${part} ${${part}})
endforeach()
file(WRITE ${OUT} "/* Made of html_page.html. */
#include \"report/html_page.h\"
const unsigned char report_html_head[] = {${head}};
const size_t report_html_head_len = sizeof(report_html_head);
const unsigned char report_html_tail[] = {${tail}};
const size_t report_html_tail_len = sizeof(report_html_tail);
")
