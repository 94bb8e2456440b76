using System;
using System.Resources;
using nanoFramework.Runtime.Native;

internal static class Goldens
{
    private static readonly ResourceManager Resources = new ResourceManager("Goldens", typeof(Goldens).Assembly);

    public static byte[] Load(GoldenResource id)
    {
        return (byte[])ResourceUtility.GetObject(Resources, (Enum)(object)id);
    }
}
