using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Import;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.Import;

[TestClass]
public class WrongFileTests
{
    [TestMethod]
    public void Import_of_an_empty_file_says_it_is_empty() =>
        AssertRefused([], "the file is empty", "a .tflite or .onnx model is expected");

    [TestMethod]
    public void Import_of_three_bytes_names_the_expected_identifier() =>
        AssertRefused([1, 2, 3], "not a .tflite or .onnx model", "'TFL3' is expected at byte 4", "the file ends after 3", "export or download it again");

    [TestMethod]
    public void Import_of_a_file_cut_within_the_identifier_says_so() =>
        AssertRefused([0x1C, 0, 0, 0, .. "TFL"u8], "'TFL3' is expected at byte 4", "the file ends after 7", "export or download it again");

    [TestMethod]
    public void Import_of_a_tinf_says_it_is_converted_already() =>
        AssertRefused([.. "TINF"u8, 1, 0, 0, 0, 9, 9, 9, 9], "it is a .tinf", "converted already");

    [TestMethod]
    public void Import_of_onnx_says_what_it_looks_like() =>
        AssertRefused([0x08, 0x08, 0x12, 0x07, .. "pytorch"u8, 0x1A, 0x05], "looks like an ONNX model");

    [TestMethod]
    public void Import_of_a_saved_model_says_what_it_looks_like() =>
        AssertRefused([0x08, 0x01, 0x12, 0xF3, 0x9C, 0x01, 0x0A, 0x2D], "TensorFlow SavedModel");

    [TestMethod]
    public void Import_of_a_zip_says_it_may_be_keras() =>
        AssertRefused([.. "PK"u8, 3, 4, 20, 0, 0, 0, 8, 0], "zip archive", ".keras");

    [TestMethod]
    public void Import_of_hdf5_says_it_may_be_keras() =>
        AssertRefused([0x89, .. "HDF\r\n"u8, 0x1A, 0x0A, 0, 0], "HDF5 file", ".h5");

    [TestMethod]
    public void Import_of_gzip_says_to_unpack() =>
        AssertRefused([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], "gzip", "unpack it first");

    [TestMethod]
    public void Import_of_a_pickle_says_what_it_looks_like() =>
        AssertRefused([0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46], "Python pickle");

    [TestMethod]
    public void Import_of_a_lfs_pointer_says_to_pull() =>
        AssertRefused(Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"), "Git LFS pointer", "git lfs pull");

    [TestMethod]
    public void Import_of_a_web_page_says_to_download_the_model() =>
        AssertRefused(Encoding.ASCII.GetBytes("\n<!DOCTYPE html>\n<html><head></head></html>"), "web page", "raw");

    [TestMethod]
    public void Import_of_a_c_array_says_it_looks_like_text() =>
        AssertRefused(Encoding.ASCII.GetBytes("const unsigned char g_model[] = {\n  0x1c, 0x00, 0x00, 0x00 };\n"), "looks like text", "C array");

    [TestMethod]
    public void Import_of_an_older_format_names_its_version() =>
        AssertRefused(new RawModel { Identifier = "TFL2" }.Build(), "it says 'TFL2'");

    [TestMethod]
    public void Import_of_random_bytes_never_answers_anything_else()
    {
        var random = new SeededRandom(20240601);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = TfliteBuilder.Bytes(random.NextInt8s(random.Next(1, 600)));
            if (i % 2 == 0 && bytes.Length >= 8)
            {
                "TFL3"u8.CopyTo(bytes.AsSpan(4));
            }

            Assert.ThrowsExactly<ModelFormatException>(() => TfliteImporter.Import(bytes, "random"));
        }
    }

    private static void AssertRefused(byte[] bytes, params string[] sentences)
    {
        var refusal = Assert.ThrowsExactly<ModelFormatException>(() => TfliteImporter.Import(bytes, "test"));
        foreach (var sentence in sentences)
        {
            StringAssert.Contains(refusal.Message, sentence);
        }
    }
}
