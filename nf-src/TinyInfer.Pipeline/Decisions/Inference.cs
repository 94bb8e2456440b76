using System;

namespace TinyInfer.Pipeline
{
    /// <summary>A network between a stream of features and scores of classes, with the anomaly score beside it.</summary>
    internal class Inference : IDisposable
    {
        private readonly FeatureStream _stream;
        private readonly AnomalySettings _anomaly;
        private readonly sbyte[] _input;
        private readonly sbyte[] _scores;
        private readonly ScoreReader _reader;

        // Of an autoencoder.
        private readonly ReconstructionError _error;
        private readonly sbyte[] _output;

        /// <exception cref="PipelineException">InputSize or OutputSize.</exception>
        /// <exception cref="TinyInferException">The back end cannot run the model.</exception>
        public Inference(Model model, Backend backend, Preprocessing preprocessing, FeatureStream stream)
        {
            _stream = stream;
            _anomaly = preprocessing.Anomaly;
            Interpreter = new Interpreter(model, backend);
            try
            {
                _input = new sbyte[stream.FrameCount * stream.FeatureCount];
                Tensor input = Interpreter.Input(0);
                if (model.InputCount != 1 || input.ElementType != ElementType.Int8 || input.ElementCount != _input.Length)
                {
                    throw new PipelineException(PipelineError.InputSize, PreprocessingKeys.Features, input.ElementCount, _input.Length);
                }

                Tensor output = Interpreter.Output(0);
                bool isAutoencoder = _anomaly != null && _anomaly.IsAutoencoder;
                if (output.ElementType != ElementType.Int8 || (isAutoencoder && output.ElementCount != _input.Length))
                {
                    throw new PipelineException(PipelineError.OutputSize, PreprocessingKeys.Anomaly, output.ElementCount, _input.Length);
                }

                if (isAutoencoder)
                {
                    _error = new ReconstructionError(input.Scale, input.ZeroPoint, output.Scale, output.ZeroPoint);
                    _output = new sbyte[output.ElementCount];
                    _scores = new sbyte[2];
                }
                else
                {
                    _reader = new ScoreReader(output);
                    _scores = new sbyte[output.ElementCount];
                }
            }
            catch
            {
                Interpreter.Dispose();
                throw;
            }
        }

        public Interpreter Interpreter { get; }

        public int ClassCount => _scores.Length;

        public int AnomalyScore { get; private set; }

        public bool IsAnomaly => _anomaly != null && AnomalyScore > _anomaly.Threshold;

        /// <summary>Runs the network on the stream's frames.</summary>
        /// <returns>Scores of the classes, always the same array; an autoencoder's come with the anomaly score.</returns>
        public sbyte[] Invoke()
        {
            _stream.CopyTo(_input);
            Interpreter.Input(0).Write(_input);
            Interpreter.Invoke();
            if (_error == null)
            {
                _reader.Read(_scores);
            }
            else
            {
                Interpreter.Output(0).Read(_output);
            }

            return _scores;
        }

        /// <summary>Computes the anomaly score of the last inference, from the copy of its input.</summary>
        public void ScoreAnomaly()
        {
            if (_error != null)
            {
                AnomalyScore = _error.Score(_input, _output);
                ReconstructionError.ToClasses(AnomalyScore, _anomaly.Threshold, _scores);
            }
            else if (_anomaly != null)
            {
                AnomalyScore = _anomaly.KMeans.Score(_input);
            }
        }

        public void Dispose()
        {
            Interpreter.Dispose();
        }
    }
}
