package dev.afterglow.avatar.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Sound pictures, and what somebody may do to them. */
public final class MadePicture {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private MadePicture() {}

  /**
   * Encodes a picture.
   *
   * @param steps interlaced or progressive
   */
  public static byte[] of(String kind, BufferedImage image, boolean steps) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(kind).next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(steps ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** One transparent black pixel: 69 bytes or so. */
  public static byte[] pixel() {
    return png(1, 1, 8, 6, 5);
  }

  /** A PNG of black bits, whatever its size: some thousandth of its rows. */
  public static byte[] zeros(int width, int height) {
    return png(width, height, 1, 0, (long) height * (1 + (width + 7) / 8));
  }

  private static byte[] png(int width, int height, int depth, int colour, long rows) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
      byte[] zeros = new byte[1 << 16];
      for (long left = rows; left > 0; left -= zeros.length) {
        out.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all of it", e);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    file.writeBytes(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colour)
                .array()));
    file.writeBytes(chunk("IDAT", packed.toByteArray()));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  /** A PNG with another size in its header, under a right checksum. */
  public static byte[] declaring(byte[] png, int width, int height) {
    byte[] out = png.clone();
    ByteBuffer.wrap(out).putInt(16, width).putInt(20, height);
    return checked(out);
  }

  /** A JPEG whose one scan stands there many times. */
  static byte[] repeatingItsScan(byte[] jpeg, int times) {
    int scan = 2;
    while (jpeg[scan + 1] != (byte) 0xDA) {
      scan += 2 + Short.toUnsignedInt(ByteBuffer.wrap(jpeg).getShort(scan + 2));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, scan);
    for (int i = 0; i < times; i++) {
      out.write(jpeg, scan, jpeg.length - 2 - scan);
    }
    out.write(jpeg, jpeg.length - 2, 2);
    return out.toByteArray();
  }

  /**
   * Some bytes changed, or the end cut off, or a part doubled.
   *
   * @param mends whether checksums of a PNG are made right again half of the time
   */
  public static byte[] damaged(byte[] sound, Random random, boolean mends) {
    byte[] out = sound.clone();
    switch (random.nextInt(4)) {
      case 0 -> out = java.util.Arrays.copyOf(out, 12 + random.nextInt(out.length - 12));
      case 1 -> {
        int from = 8 + random.nextInt(out.length - 8);
        int count = Math.min(out.length - from, 1 + random.nextInt(40));
        ByteBuffer twice = ByteBuffer.allocate(out.length + count);
        twice.put(out, 0, from + count).put(out, from, out.length - from);
        out = twice.array();
      }
      default -> {
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
          out[8 + random.nextInt(out.length - 8)] = (byte) random.nextInt(256);
        }
      }
    }
    return mends && random.nextBoolean() ? checked(out) : out;
  }

  /** Makes the checksums of all chunks right as far as chunks can be found. */
  private static byte[] checked(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = 8;
    while (at + 12 <= png.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        return png;
      }
      CRC32 crc = new CRC32();
      crc.update(png, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
    return png;
  }

  private static byte[] chunk(String kind, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(12 + data.length);
    out.putInt(data.length).put(kind.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(out.array(), 4, 4 + data.length);
    return out.putInt((int) crc.getValue()).array();
  }
}
