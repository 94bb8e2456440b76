using System.Runtime.InteropServices;
using TinyInfer.NativeHost;
using TinyInfer.Testing;

namespace TinyInfer.Tests
{
    /// <summary>In place of nf-tests/Shared/Reader.cs: the checks of the C core, so that the same tests judge both.</summary>
    internal static unsafe class Reader
    {
        /// <summary>What opening and preparing every op answer; null if both are content.</summary>
        public static TinyInferException Refusal(byte[] model)
        {
            NativeFiles.RequireLibrary();
            var kernels = NativeKernels.OfThisProcess;
            NativeContext context;
            NativeNeeds needs;
            fixed (byte* bytes = model)
            {
                var status = kernels.Open(&context, bytes, (uint)model.Length, &needs);
                if (status != 0)
                {
                    return Failure(status, &context);
                }

                var arena = NativeMemory.AllocZeroed(needs.ArenaBytes);
                var persistent = NativeMemory.AllocZeroed(needs.PersistentBytes);
                try
                {
                    status = kernels.Attach(&context, bytes, arena, needs.ArenaBytes, persistent, needs.PersistentBytes);
                    return status == 0 ? PrepareAll(kernels, &context, bytes) : Failure(status, &context);
                }
                finally
                {
                    NativeMemory.Free(persistent);
                    NativeMemory.Free(arena);
                }
            }
        }

        private static TinyInferException PrepareAll(NativeKernels kernels, NativeContext* context, byte* model)
        {
            for (var record = context->OpsStart; record < context->OpsEnd; record += *(ushort*)(model + record + OpRecord.Size))
            {
                var status = kernels.Prepare(context, model, record);
                if (status != 0)
                {
                    context->FailedAt = record;
                    return Failure(status, context);
                }
            }

            return null;
        }

        private static TinyInferException Failure(int status, NativeContext* context) => new((ErrorCode)status, (int)context->FailedAt, 0, 0);
    }
}
