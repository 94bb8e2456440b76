#include "output.h"
#include "semihosting.h"

static char line[256];
static uint32_t length;

void output_text(const char *text)
{
    while (*text != 0) {
        if (length == sizeof line - 2) {
            semihosting_write(line);
            length = 0;
        }

        line[length++] = *text++;
        line[length] = 0;
    }
}

void output_unsigned(uint32_t number)
{
    char digits[11];
    uint32_t start = sizeof digits - 1;
    digits[start] = 0;
    do {
        digits[--start] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    output_text(digits + start);
}

void output_number(int32_t number)
{
    if (number < 0) {
        output_text("-");
    }

    output_unsigned(number < 0 ? 0 - (uint32_t)number : (uint32_t)number);
}

void output_hex(uint32_t number)
{
    char digits[11] = "0x";
    for (uint32_t i = 0; i < 8; i++) {
        digits[2 + i] = "0123456789abcdef"[number >> (28 - 4 * i) & 15];
    }

    output_text(digits);
}

void output_line(void)
{
    line[length] = '\n';
    line[length + 1] = 0;
    semihosting_write(line);
    length = 0;
    line[0] = 0;
}

void output_value(const char *name, uint32_t value)
{
    output_text(name);
    output_text(" ");
    output_unsigned(value);
    output_line();
}

void output_end(int32_t is_ok)
{
    output_text(is_ok ? "end ok" : "end failed");
    output_line();
    semihosting_exit(is_ok ? 0 : 1);
}

void output_failure(const char *text, uint32_t number)
{
    output_text("error ");
    output_text(text);
    output_unsigned(number);
    output_line();
    output_end(0);
}
