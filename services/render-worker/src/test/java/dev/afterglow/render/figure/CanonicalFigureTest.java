package dev.afterglow.render.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.avatar.CanonicalGlb;
import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry keeps files in a canonical form; what is drawn of it is the very same figure. */
class CanonicalFigureTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ict-facekit/ict_face_arkit51.glb",
        "ict-facekit/ict_face_arkit51.meshopt.glb",
        "godot-vrm-godette/Godette_vrm_v4.vrm",
        "vrm-specification/VRMC_materials_mtoon_UV_Animation_Test.vrm",
        "vrm-specification/VRMC_vrm_expressions_isBinary_Overridden.vrm",
        "three-robotexpressive/RobotExpressive.glb"
      })
  void shouldReadTheSameFigureFromTheCanonicalForm(String name) throws Exception {
    // Given
    Path file = SharedFiles.root().resolve("avatars").resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "real avatars are absent: no " + name);
    Path form = folder.resolve("form");
    Verdict.Accepted accepted = (Verdict.Accepted) GlbValidator.validate(file);
    CanonicalGlb.Outcome outcome = CanonicalGlb.write(file, accepted.facts(), form);
    assertThat(outcome).isInstanceOf(CanonicalGlb.Outcome.Written.class);

    // When
    Model before = FigureReading.read(Files.readAllBytes(file));
    Model after = FigureReading.read(Files.readAllBytes(form));

    // Then
    assertThat(after.meshes()).isNotEmpty();
    assertThat(print(after)).isEqualTo(print(before));
  }

  @Test
  void shouldSeeThatASingleVertexIsAnother() throws Exception {
    // Given
    byte[] file = SmallGlb.chain("\"extensions\":{}");
    byte[] moved = file.clone();
    int numbers = 20 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(12) + 8;
    ByteBuffer.wrap(moved).order(ByteOrder.LITTLE_ENDIAN).putFloat(numbers, 0.125f);

    // When
    long one = print(FigureReading.read(file));
    long other = print(FigureReading.read(moved));

    // Then
    assertThat(other).isNotEqualTo(one);
    assertThat(print(FigureReading.read(file))).isEqualTo(one);
  }

  /** A checksum over all that a model holds, in the order of its fields. */
  private static long print(@Nullable Object value) {
    CRC32C sum = new CRC32C();
    put(value, sum);
    return sum.getValue();
  }

  private static void put(@Nullable Object value, CRC32C sum) {
    if (value == null) {
      sum.update(0);
    } else if (value.getClass().isArray()) {
      int length = Array.getLength(value);
      text("[" + length, sum);
      for (int i = 0; i < length; i++) {
        put(Array.get(value, i), sum);
      }
    } else if (value instanceof Map<?, ?> map) {
      text("{" + map.size(), sum);
      // Whatever order a map has, the print of it has none.
      sum.update(
          Long.toString(
                  map.entrySet().stream()
                      .mapToLong(entry -> print(entry.getKey()) * 31 + print(entry.getValue()))
                      .sum())
              .getBytes(StandardCharsets.US_ASCII));
    } else if (value instanceof Iterable<?> items) {
      text("(", sum);
      items.forEach(item -> put(item, sum));
    } else if (value instanceof ByteBuffer bytes) {
      sum.update(bytes.duplicate().rewind());
    } else if (value instanceof Float number) {
      bits(Float.floatToRawIntBits(number), sum);
    } else if (value instanceof Double number) {
      bits(Double.doubleToRawLongBits(number), sum);
    } else if (value.getClass().getName().startsWith("java.") || value instanceof Enum<?>) {
      text(value.toString(), sum);
    } else {
      fields(value, sum);
    }
  }

  private static void fields(Object value, CRC32C sum) {
    for (Field field : value.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        try {
          field.setAccessible(true);
          text(field.getName(), sum);
          put(
              field.getName().equals("expressions")
                  ? unordered(field.get(value))
                  : field.get(value),
              sum);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Expressions stand in a JSON object, whose members have no order. */
  private static Object unordered(Object expressions) {
    return ((List<?>) expressions).stream().map(CanonicalFigureTest::print).sorted().toList();
  }

  private static void bits(long bits, CRC32C sum) {
    for (int shift = 0; shift < 64; shift += 8) {
      sum.update((int) (bits >>> shift) & 255);
    }
  }

  private static void text(String text, CRC32C sum) {
    sum.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
