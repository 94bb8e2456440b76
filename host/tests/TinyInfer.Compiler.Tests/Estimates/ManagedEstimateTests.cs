using System.Reflection;
using TinyInfer.Compiler.Estimates;

namespace TinyInfer.Compiler.Tests.Estimates;

/// <summary>The estimate's bytes of objects are those of the runtime's classes today. A device test compares the whole.</summary>
[TestClass]
public class ManagedEstimateTests
{
    [TestMethod]
    public void Objects_of_a_loaded_model_take_what_is_estimated_or_a_field_less()
    {
        var bytes = new[] { typeof(Model), typeof(ModelSource), typeof(Interpreter), typeof(ManagedBackend), typeof(Scratch), typeof(PreparedOps) }.Sum(ObjectBytes);

        Assert.IsInRange(ManagedEstimate.ObjectBytes - ManagedEstimate.BlockBytes, ManagedEstimate.ObjectBytes, bytes);
        Assert.AreEqual(ManagedEstimate.TensorBytes, ObjectBytes(typeof(Tensor)));
    }

    private static int ObjectBytes(Type type)
    {
        List<FieldInfo> fields = [];
        for (var declaring = type; declaring != typeof(object); declaring = declaring.BaseType!)
        {
            fields.AddRange(declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        }

        // A struct would be an object of its own.
        Assert.IsTrue(fields.All(field => field.FieldType.IsPrimitive || field.FieldType.IsEnum || !field.FieldType.IsValueType), type.Name);
        return ManagedEstimate.BlockBytes * (1 + fields.Count);
    }
}
