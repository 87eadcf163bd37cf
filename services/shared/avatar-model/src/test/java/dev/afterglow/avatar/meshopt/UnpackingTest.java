package dev.afterglow.avatar.meshopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.avatar.meshopt.Packed.Filter;
import dev.afterglow.avatar.meshopt.Packed.Mode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwjgl.util.meshoptimizer.MeshOptimizer;

/** meshoptimizer's own encoder packs, this decoder unpacks. */
class UnpackingTest {
  private static final long SEED = Long.getLong("seed", 20_261_124L);

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 12, 16, 32, 64, 252, 256})
  void shouldGiveBackAttributesThatTheReferenceEncoderPacked(int stride) {
    // Given
    RandomGenerator random = new Random(SEED + stride);
    for (int count : new int[] {1, 15, 16, 17, 255, 257, 1_000}) {
      byte[] plain = new byte[count * stride];
      for (int i = 0; i < plain.length; i++) {
        int calm = i % stride % 4 == 0 ? 200 : i % stride % 4 == 1 ? 3 : 12;
        plain[i] = (byte) ((i < stride ? 0 : plain[i - stride]) + random.nextInt(calm) / 3);
      }

      // When
      byte[] unpacked =
          Unpacking.unpack(
              new Packed(Mode.ATTRIBUTES, Filter.NONE, count, stride),
              attributes(plain, count, stride));

      // Then
      assertThat(unpacked).as("seed %d count %d", SEED, count).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void shouldGiveBackTrianglesThatTheReferenceEncoderPacked(int stride) {
    // Given: a grid's triangles, then some at random; the encoder may turn a triangle round
    RandomGenerator random = new Random(SEED);
    int side = 30;
    int[] plain = new int[(side - 1) * (side - 1) * 6 + 300];
    int n = 0;
    for (int y = 0; y + 1 < side; y++) {
      for (int x = 0; x + 1 < side; x++) {
        int a = y * side + x;
        for (int corner : new int[] {a, a + 1, a + side, a + side, a + 1, a + side + 1}) {
          plain[n++] = corner;
        }
      }
    }
    while (n < plain.length) {
      plain[n++] = random.nextInt(side * side);
    }

    // When
    byte[] unpacked =
        Unpacking.unpack(
            new Packed(Mode.TRIANGLES, Filter.NONE, plain.length, stride),
            triangles(plain, side * side));

    // Then
    int[] got = indices(unpacked, stride);
    for (int t = 0; t < plain.length; t += 3) {
      assertThat(turned(got, t)).as("triangle %d", t / 3).isEqualTo(turned(plain, t));
    }
  }

  @Test
  void shouldGiveBackIndicesThatTheReferenceEncoderPacked() {
    // Given
    RandomGenerator random = new Random(SEED);
    int[] plain = new int[500];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = i % 7 == 0 ? random.nextInt(60_000) : i;
    }

    // When
    byte[] unpacked =
        Unpacking.unpack(
            new Packed(Mode.INDICES, Filter.NONE, plain.length, 4), sequence(plain, 60_000));

    // Then
    assertThat(indices(unpacked, 4)).isEqualTo(plain);
  }

  @Test
  void shouldFilterAsTheReferenceDecoderDoes() {
    // Given
    RandomGenerator random = new Random(SEED);
    byte[] noise = new byte[800];
    random.nextBytes(noise);
    for (int i = 0; i < noise.length; i += 4) {
      noise[i + 2] = 127; // what 1 is
      noise[i] = (byte) (noise[i] / 2);
      noise[i + 1] = (byte) (noise[i + 1] / 2);
    }
    byte[] exponents = noise.clone();
    for (int i = 0; i < exponents.length; i += 4) {
      exponents[i + 3] = (byte) (random.nextInt(40) - 20);
    }
    ByteBuffer octahedral = direct(noise);
    byte[] turns = new byte[800];
    ByteBuffer parts = ByteBuffer.wrap(turns).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < 800; at += 2) {
      boolean last = at % 8 == 6;
      parts.putShort(
          at, (short) (last ? 32_764 | random.nextInt(4) : random.nextInt(-18_000, 18_000)));
    }
    ByteBuffer quaternion = direct(turns);
    ByteBuffer exponential = direct(exponents);
    MeshOptimizer.meshopt_decodeFilterOct(octahedral, 200, 4);
    MeshOptimizer.meshopt_decodeFilterQuat(quaternion, 100, 8);
    MeshOptimizer.meshopt_decodeFilterExp(exponential, 200, 4);
    byte[] one = noise.clone();
    byte[] two = turns.clone();
    byte[] three = exponents.clone();

    // When
    Filters.apply(Filter.OCTAHEDRAL, one, 200, 4);
    Filters.apply(Filter.QUATERNION, two, 100, 8);
    Filters.apply(Filter.EXPONENTIAL, three, 200, 4);

    // Then: the reference rounds its square root by hand on some processors
    assertClose(one, bytes(octahedral), 1, "octahedral");
    assertClose(two, bytes(quaternion), 2, "quaternion");
    assertThat(three).isEqualTo(bytes(exponential));
  }

  @Test
  void shouldRefuseBytesThatAreNotWhatTheySay() {
    // Given
    Packed packed = new Packed(Mode.ATTRIBUTES, Filter.NONE, 100, 8);
    ByteBuffer sound = attributes(new byte[800], 100, 8);
    byte[] longer = new byte[sound.remaining() + 1];
    sound.duplicate().get(longer, 0, sound.remaining());

    for (byte[] bad : new byte[][] {{}, {(byte) 0xa0}, new byte[64], longer}) {
      // When
      // Then
      assertThatThrownBy(() -> Unpacking.unpack(packed, ByteBuffer.wrap(bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldEitherUnpackOrRefuseWhenBytesAreDamaged() {
    // Given
    int[] plain = new int[600];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = i * 7 % 200;
    }
    byte[] triangles = heap(triangles(plain, 200));
    byte[] attributes = heap(attributes(new byte[4_000], 500, 8));
    int refused = 0;

    // When
    for (int i = 0; i < 4_000; i++) {
      Random random = new Random(SEED + i);
      boolean odd = i % 2 == 1;
      byte[] mutant = (odd ? triangles : attributes).clone();
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      Packed packed =
          odd
              ? new Packed(Mode.TRIANGLES, Filter.NONE, 600, 4)
              : new Packed(Mode.ATTRIBUTES, Filter.OCTAHEDRAL, 500, 8);
      try {
        Unpacking.unpack(packed, ByteBuffer.wrap(mutant));
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }

    // Then
    assertThat(refused).as("seed %d", SEED).isBetween(1, 4_000);
  }

  private static void assertClose(byte[] ours, byte[] theirs, int size, String what) {
    ByteBuffer a = ByteBuffer.wrap(ours).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer b = ByteBuffer.wrap(theirs).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < ours.length; i += size) {
      int gap = size == 1 ? a.get(i) - b.get(i) : a.getShort(i) - b.getShort(i);
      assertThat(Math.abs(gap)).as("%s at %d", what, i).isLessThanOrEqualTo(1);
    }
  }

  private static ByteBuffer attributes(byte[] plain, int count, int stride) {
    long bound = MeshOptimizer.meshopt_encodeVertexBufferBound(count, stride);
    ByteBuffer out = ByteBuffer.allocateDirect((int) bound);
    MeshOptimizer.meshopt_encodeVertexVersion(0);
    long used = MeshOptimizer.meshopt_encodeVertexBuffer(out, direct(plain), count, stride);
    return out.limit((int) used);
  }

  private static ByteBuffer triangles(int[] plain, int vertices) {
    MeshOptimizer.meshopt_encodeIndexVersion(1);
    long bound = MeshOptimizer.meshopt_encodeIndexBufferBound(plain.length, vertices);
    ByteBuffer out = ByteBuffer.allocateDirect((int) bound);
    long used = MeshOptimizer.meshopt_encodeIndexBuffer(out, direct(plain).asIntBuffer());
    return out.limit((int) used);
  }

  private static ByteBuffer sequence(int[] plain, int vertices) {
    MeshOptimizer.meshopt_encodeIndexVersion(1);
    long bound = MeshOptimizer.meshopt_encodeIndexSequenceBound(plain.length, vertices);
    ByteBuffer out = ByteBuffer.allocateDirect((int) bound);
    long used = MeshOptimizer.meshopt_encodeIndexSequence(out, direct(plain).asIntBuffer());
    return out.limit((int) used);
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder()).put(bytes).flip();
  }

  private static ByteBuffer direct(int[] values) {
    ByteBuffer out = ByteBuffer.allocateDirect(values.length * 4).order(ByteOrder.nativeOrder());
    out.asIntBuffer().put(values);
    return out;
  }

  private static byte[] bytes(ByteBuffer direct) {
    byte[] out = new byte[direct.capacity()];
    direct.duplicate().clear().get(out);
    return out;
  }

  private static byte[] heap(ByteBuffer packed) {
    byte[] out = new byte[packed.remaining()];
    packed.duplicate().get(out);
    return out;
  }

  private static int[] indices(byte[] bytes, int stride) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int[] out = new int[bytes.length / stride];
    for (int i = 0; i < out.length; i++) {
      out[i] = stride == 2 ? Short.toUnsignedInt(in.getShort(i * 2)) : in.getInt(i * 4);
    }
    return out;
  }

  /** The triangle with its smallest corner first: the same triangle from the same side. */
  private static int[] turned(int[] indices, int t) {
    int a = indices[t];
    int b = indices[t + 1];
    int c = indices[t + 2];
    if (a <= b && a <= c) {
      return new int[] {a, b, c};
    }
    return b <= c ? new int[] {b, c, a} : new int[] {c, a, b};
  }
}
