using TinyInfer.Compiler.Tests.OpReference;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

/// <summary>The edges that ADD, SUB and MUL have in common.</summary>
public abstract class BinaryTests
{
    /// <summary>An output scale so fine that many of the results leave int8.</summary>
    private protected abstract float FineScale { get; }

    [TestMethod]
    public void Operands_ofTheSameShape_equalReference() =>
        Check(Sample.Tensor(1, [1, 3, 4, 5]), Sample.Tensor(2, [1, 3, 4, 5], scale: 0.02f, zeroPoint: 31));

    [TestMethod]
    public void Operands_bothTheSameTensor_equalReference()
    {
        var input = Sample.Tensor(3, [2, 7]);
        var network = new OpNetwork();
        var tensor = network.Input(input);
        var expected = Reference(input, input, 0.1f, -7, RealRange.All);
        network.Op(Op, Options(TfliteActivation.None), [tensor, tensor], network.Output(expected)).Check();
    }

    [TestMethod]
    public void Broadcast_lastDimension_equalsReference() =>
        Check(Sample.Tensor(4, [1, 3, 4, 5]), Sample.Tensor(5, [1, 3, 4, 1], zeroPoint: -9));

    [TestMethod]
    public void Broadcast_channelVector_equalsReference() =>
        Check(Sample.Tensor(6, [2, 3, 4, 5]), Sample.Tensor(7, [5], scale: 0.2f));

    [TestMethod]
    public void Broadcast_firstOperand_equalsReference() =>
        Check(Sample.Tensor(8, [1, 1, 1, 5]), Sample.Tensor(9, [2, 3, 4, 5], scale: 0.2f));

    [TestMethod]
    public void Broadcast_bothOperands_equalsReference() =>
        Check(Sample.Tensor(10, [1, 3, 1, 5]), Sample.Tensor(11, [2, 1, 4, 1], zeroPoint: 44));

    [TestMethod]
    public void Broadcast_alternatingDimensions_equalsReference() =>
        Check(Sample.Tensor(12, [2, 1, 3, 1]), Sample.Tensor(13, [2, 4, 3, 5]));

    [TestMethod]
    public void Broadcast_computedScalar_equalsReference() =>
        Check(Sample.Tensor(14, [2, 3, 4]), Sample.Tensor(15, [1]));

    [TestMethod]
    public void Constant_scalarSecond_equalsReferenceForAllValues() =>
        Check(Sample.AllValues(0.03f, 5), new Int8Tensor([1], [77], 0.11f, -3), constant: Constant.Second);

    [TestMethod]
    public void Constant_scalarFirst_equalsReferenceForAllValues() =>
        Check(new Int8Tensor([], [-100], 0.01f, 20), Sample.AllValues(0.03f, 5), constant: Constant.First);

    [TestMethod]
    public void Constant_channelVector_equalsReference() =>
        Check(Sample.Tensor(16, [1, 3, 4, 6]), Sample.Tensor(17, [6], scale: 0.07f), constant: Constant.Second);

    [TestMethod]
    public void Constant_wholeTensorFirst_equalsReference() =>
        Check(Sample.Tensor(18, [1, 3, 4, 6], scale: 0.07f), Sample.Tensor(19, [1, 3, 4, 6]), constant: Constant.First);

    [TestMethod]
    [DataRow(-128, -128, -128)]
    [DataRow(127, 127, 127)]
    [DataRow(-128, 127, 0)]
    [DataRow(127, -128, -128)]
    public void ZeroPoints_extreme_equalReference(int first, int second, int output) =>
        Check(Sample.Tensor(20, [100], zeroPoint: first), Sample.Tensor(21, [100], zeroPoint: second), zeroPoint: output);

    [TestMethod]
    public void Scales_veryDifferent_equalReference() =>
        Check(Sample.Tensor(22, [200], scale: 0.5f), Sample.Tensor(23, [200], scale: 0.0004f), scale: 0.5f);

    [TestMethod]
    public void Scales_fineOutput_saturates() =>
        Check(Sample.Tensor(24, [200]), Sample.Tensor(25, [200]), scale: FineScale);

    [TestMethod]
    public void Scales_coarseOutput_staysNearZeroPoint() =>
        Check(Sample.Tensor(26, [200]), Sample.Tensor(27, [200]), scale: 300f);

    [TestMethod]
    public void Scales_many_equalReference()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var first = Sample.Tensor(300 + seed, [64], scale: 0.011f + (seed * 0.0031f), zeroPoint: seed - 15);
            var second = Sample.Tensor(400 + seed, [64], scale: 0.083f - (seed * 0.0017f), zeroPoint: 3 * seed);
            Check(first, second, scale: 0.02f + (seed * 0.0041f));
        }
    }

    [TestMethod]
    public void Activation_relu_equalsReference() => CheckActivation(RealRange.Relu);

    [TestMethod]
    public void Activation_relu6_equalsReference() => CheckActivation(RealRange.Relu6);

    [TestMethod]
    public void Activation_reluN1To1_equalsReference() => CheckActivation(RealRange.ReluN1To1);

    private protected enum Constant
    {
        None,
        First,
        Second,
    }

    private protected abstract TfliteOp Op { get; }

    private protected abstract TfliteOptions Options(TfliteActivation activation);

    private protected abstract Int8Tensor Reference(
        Int8Tensor first, Int8Tensor second, float outputScale, int outputZeroPoint, RealRange activation);

    private protected void CheckExpected(
        Int8Tensor first, Int8Tensor second, Int8Tensor expected, RealRange? activation = null, Constant constant = Constant.None)
    {
        var network = new OpNetwork();
        int[] inputs =
        [
            constant == Constant.First ? network.Constant(first) : network.Input(first),
            constant == Constant.Second ? network.Constant(second) : network.Input(second),
        ];
        network.Op(Op, Options(OneOp.Code(activation ?? RealRange.All)), inputs, network.Output(expected)).Check();
    }

    private void CheckActivation(RealRange activation) =>
        Check(
            Sample.Tensor(28, [200], scale: 0.1f), Sample.Tensor(29, [200], scale: 0.08f),
            scale: 0.09f, zeroPoint: -11, activation: activation);

    private void Check(
        Int8Tensor first, Int8Tensor second, float scale = 0.1f, int zeroPoint = -7, RealRange? activation = null,
        Constant constant = Constant.None) =>
        CheckExpected(first, second, Reference(first, second, scale, zeroPoint, activation ?? RealRange.All), activation, constant);
}
