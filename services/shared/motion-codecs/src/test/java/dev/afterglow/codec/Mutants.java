package dev.afterglow.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damaged copies of golden datagrams, and plain noise. */
final class Mutants {
  private static final int[] EXTREMES = {
    0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24
  };
  private static final float[] WILD = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_VALUE,
    -0f,
    1e20f
  };
  private static final List<String> TEXTS =
      List.of("NaN", "1e999", "-", "&", "|", "=", "#", ",", "{", "}", "[", "]", "\"", "\\", "null");

  private final Random random;
  private final List<byte[]> golden;

  Mutants(Random random, List<byte[]> golden) {
    this.random = random;
    this.golden = golden;
  }

  byte[] next() {
    byte[] good = golden.get(random.nextInt(golden.size())).clone();
    return switch (random.nextInt(9)) {
      case 0 -> noise();
      case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
      case 2 -> lengthened(good);
      case 3, 4 -> flipped(good);
      case 5 -> overwritten(good);
      case 6 -> wild(good);
      case 7 -> texted(good);
      default -> spliced(good);
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 4_000 : 100)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] lengthened(byte[] good) {
    int more = 1 + random.nextInt(64);
    byte[] longer = Arrays.copyOf(good, good.length + more);
    if (random.nextBoolean()) {
      System.arraycopy(good, 0, longer, good.length, Math.min(more, good.length));
    }
    return longer;
  }

  private byte[] flipped(byte[] good) {
    int flips = 1 + random.nextInt(8);
    for (int i = 0; i < flips; i++) {
      good[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return good;
  }

  private byte[] overwritten(byte[] good) {
    ByteBuffer bytes = ByteBuffer.wrap(good).order(order());
    int value = EXTREMES[random.nextInt(EXTREMES.length)];
    if (good.length >= 4 && random.nextBoolean()) {
      bytes.putInt(random.nextInt(good.length - 3), value);
    } else {
      bytes.put(random.nextInt(good.length), (byte) value);
    }
    return good;
  }

  private byte[] wild(byte[] good) {
    if (good.length >= 4) {
      float value = WILD[random.nextInt(WILD.length)];
      ByteBuffer.wrap(good).order(order()).putFloat(random.nextInt(good.length - 3), value);
    }
    return good;
  }

  private byte[] texted(byte[] good) {
    byte[] text = TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.US_ASCII);
    int at = random.nextInt(good.length);
    System.arraycopy(text, 0, good, at, Math.min(text.length, good.length - at));
    return good;
  }

  private byte[] spliced(byte[] good) {
    byte[] other = golden.get(random.nextInt(golden.size()));
    int head = random.nextInt(good.length);
    int tail = random.nextInt(other.length);
    byte[] both = Arrays.copyOf(good, head + other.length - tail);
    System.arraycopy(other, tail, both, head, other.length - tail);
    return both;
  }

  private ByteOrder order() {
    return random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
