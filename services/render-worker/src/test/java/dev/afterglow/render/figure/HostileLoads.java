package dev.afterglow.render.figure;

import dev.afterglow.render.job.AvatarReading;
import dev.afterglow.render.job.RenderRefused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Loads files whose pictures are damaged, as a render loads its avatar, in a process of its own.
 * Prints how many were loaded and how many refused; anything else ends it with a trace.
 */
public final class HostileLoads {
  private HostileLoads() {}

  /**
   * @param arguments how many files, and the seed
   */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    byte[] png = encoded("png");
    byte[] jpeg = encoded("jpg");
    int loaded = 0;
    int refused = 0;
    for (int i = 0; i < count; i++) {
      Random random = new Random(seed + i);
      boolean isPng = random.nextBoolean();
      byte[] picture = damaged(isPng ? png : jpeg, random);
      try {
        Model model = AvatarReading.judged("avatar", file(isPng ? "png" : "jpeg", picture));
        if (model.pictures().size() != 1) {
          throw new IllegalStateException("mutant " + i + " lost its picture");
        }
        loaded++;
      } catch (RenderRefused e) {
        if (e.why() != RenderRefused.Why.AVATAR_UNUSABLE) {
          throw new IllegalStateException("mutant " + i, e);
        }
        refused++;
      }
    }
    System.out.println("loaded " + loaded + " refused " + refused);
  }

  private static byte[] file(String kind, byte[] picture) {
    return SmallGlb.chain(
        """
        "images":[{"uri":"data:image/%s;base64,%s"}],"textures":[{"source":0}]
        """
            .formatted(kind, Base64.getEncoder().encodeToString(picture)),
        "\"baseColorTexture\":{\"index\":0},");
  }

  private static byte[] encoded(String kind) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, i * 0x010307);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(image, kind, out);
    return out.toByteArray();
  }

  private static byte[] damaged(byte[] sound, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(sound, 12 + random.nextInt(sound.length - 11));
    }
    byte[] out = sound.clone();
    for (int edits = random.nextInt(3); edits > 0; edits--) {
      out[8 + random.nextInt(out.length - 8)] = (byte) random.nextInt(256);
    }
    return out;
  }
}
