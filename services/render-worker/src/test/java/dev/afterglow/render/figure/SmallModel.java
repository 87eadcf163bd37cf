package dev.afterglow.render.figure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** GLB files of one triangle that stands still, whose JSON a test may edit. */
public final class SmallModel {
  private static final String JSON =
      """
      {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
       "nodes":[{"mesh":0}],
       "materials":[{"pbrMetallicRoughness":{"baseColorFactor":[1,0,0,1],
         "baseColorTexture":{"index":0}},"extensions":{"KHR_materials_unlit":{}}}],
       "textures":[{"source":0}],"images":[{"bufferView":1,"mimeType":"image/png"}],
       "meshes":[{"primitives":[{"attributes":{"POSITION":0},"material":0}]}],
       "buffers":[{"byteLength":BIN_BYTES}],
       "bufferViews":[{"buffer":0,"byteLength":36},
         {"buffer":0,"byteOffset":36,"byteLength":PNG_BYTES}],
       "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3,
         "min":[0,0,0],"max":[1,1,0]}]}
      """;

  private String json = JSON;
  private int width = 2;
  private int height = 2;
  private int drawn = 2;

  /** Another text in the JSON; the one before must be there. */
  public SmallModel edit(String old, String fresh) {
    if (!json.contains(old)) {
      throw new IllegalArgumentException("nothing to edit: " + old);
    }
    json = json.replace(old, fresh);
    return this;
  }

  /** The size that its picture's header says; the pixels behind it are those of 2 by 2. */
  public SmallModel claims(int claimedWidth, int claimedHeight) {
    width = claimedWidth;
    height = claimedHeight;
    return this;
  }

  /** A picture of that size, all of it. */
  public SmallModel pictured(int side) {
    drawn = side;
    return claims(side, side);
  }

  /** The file. */
  public byte[] glb() {
    byte[] png = png();
    byte[] corners = SmallGlb.floats(0, 0, 0, 1, 0, 0, 0, 1, 0);
    byte[] bin = Arrays.copyOf(corners, corners.length + png.length);
    System.arraycopy(png, 0, bin, corners.length, png.length);
    return SmallGlb.of(json.replace("PNG_BYTES", Integer.toString(png.length)), bin);
  }

  private byte[] png() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BufferedImage image = new BufferedImage(drawn, drawn, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 4; i++) {
        image.setRGB(i % 2, i / 2, 0xFFFFFF);
      }
      ImageIO.write(image, "png", out);
      byte[] bytes = out.toByteArray();
      ByteBuffer header = ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height);
      CRC32 crc = new CRC32();
      crc.update(bytes, 12, 17);
      header.putInt(29, (int) crc.getValue());
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
