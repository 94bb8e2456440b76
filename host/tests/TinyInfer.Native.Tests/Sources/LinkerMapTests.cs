using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Bench;

namespace TinyInfer.Native.Tests.Sources;

/// <summary>What counts as code: the library's own sections that were linked.</summary>
[TestClass]
public class LinkerMapTests
{
    private const string Map =
        """
        Discarded input sections

         .text.ti_unused
                        0x00000000       0x90 ../libtinyinfer.a(eval.c.obj)

        Linker script and memory map

        .text           0x00000000     0x1000
         *(.text*)
         .text.ti_eval  0x00000100       0x20 ../libtinyinfer.a(eval.c.obj)
         .text.ti_depthwise_conv2d_s8_opt
                        0x00000120      0x100 ../libtinyinfer.a(depthwise_conv2d_s8_opt.c.obj)
         .text.main     0x00000220       0x40 CMakeFiles/runner.dir/runner.c.obj
         .text.arm_relu 0x00000260        0x8 ../libtinyinfer.a(arm_relu.c.obj)
         .rodata.table  0x00000270       0x10 ../libtinyinfer.a(dispatch.c.obj)
         .rodata.str1.1
                        0x00000280        0x5 ../libtinyinfer.a(dispatch.c.obj)
         .data.factor   0x20000000        0x4 ../libtinyinfer.a(column.c.obj)
         .bss.scratch   0x20000010      0x400 ../libtinyinfer.a(column.c.obj)
         .text          0x00000290       0x80 /usr/lib/libgcc.a(_divdi3.o)
         .ARM.attributes
                        0x00000000       0x34 ../libtinyinfer.a(eval.c.obj)
        """;

    [TestMethod]
    public void CodeBytes_ofAMap_areTheLibrarysLinkedSections() =>
        Assert.AreEqual(0x20 + 0x100 + 0x8 + 0x10 + 0x5 + 0x4, LinkerMap.CodeBytes(Map.ReplaceLineEndings("\n")));
}
