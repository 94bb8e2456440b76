using System;

namespace TinyInfer
{
    /// <summary>Keys and values, read in place.</summary>
    internal static class MetadataReader
    {
        public const string NameKey = "name";
        public const string LabelsKey = "labels";
        public const string TargetKey = "target";

        /// <summary>The target that asks for prepacked weights.</summary>
        public const string ManagedTarget = "managed";

        public static void Check(byte[] bytes, Section section)
        {
            int length = section.End - section.Start;
            if (length == 0)
            {
                return;
            }

            ModelReader.Require(
                length >= MetadataEntry.CountBytes, ErrorCode.OutOfRange, section.Start, MetadataEntry.CountBytes, length);
            long at = section.Start + MetadataEntry.CountBytes;
            for (uint left = BitConverter.ToUInt32(bytes, section.Start); left > 0; left--)
            {
                ModelReader.Require(at + MetadataEntry.Key <= section.End, ErrorCode.OutOfRange, (int)at, at + MetadataEntry.Key, section.End);
                long end = at + MetadataEntry.Key
                    + BitConverter.ToUInt32(bytes, (int)at + MetadataEntry.KeyBytes)
                    + BitConverter.ToUInt32(bytes, (int)at + MetadataEntry.ValueBytes);
                ModelReader.Require(end <= section.End, ErrorCode.OutOfRange, (int)at, end, section.End);
                at = end;
            }
        }

        /// <summary>Where the value of an ASCII key lies; false and an empty range if there is none. The section has been checked.</summary>
        public static bool Find(byte[] bytes, Section section, string key, out Section value)
        {
            value = new Section();
            int at = section.Start + MetadataEntry.CountBytes;
            for (uint left = section.End == section.Start ? 0 : BitConverter.ToUInt32(bytes, section.Start); left > 0; left--)
            {
                int keyBytes = BitConverter.ToInt32(bytes, at + MetadataEntry.KeyBytes);
                int start = at + MetadataEntry.Key + keyBytes;
                int end = start + BitConverter.ToInt32(bytes, at + MetadataEntry.ValueBytes);
                if (Utf8.IsAscii(bytes, at + MetadataEntry.Key, keyBytes, key))
                {
                    value.Start = start;
                    value.End = end;
                    return true;
                }

                at = end;
            }

            return false;
        }
    }
}
