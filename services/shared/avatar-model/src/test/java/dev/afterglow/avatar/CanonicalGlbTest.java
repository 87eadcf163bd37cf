package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalGlbTest {
  @TempDir Path folder;

  private CanonicalGlb.Outcome form(Path file, Path out) throws IOException {
    Verdict verdict = GlbValidator.validate(file);
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return CanonicalGlb.write(file, ((Verdict.Accepted) verdict).facts(), out);
  }

  private byte[] canonical(byte[] file) throws IOException {
    Path out = folder.resolve("out");
    CanonicalGlb.Outcome outcome = form(Files.write(folder.resolve("in"), file), out);
    assertThat(outcome).isInstanceOf(CanonicalGlb.Outcome.Written.class);
    return Files.readAllBytes(out);
  }

  private static GlbContainer split(byte[] file) throws Refusal {
    return GlbContainer.split(ByteBuffer.wrap(file));
  }

  private static String json(byte[] file) throws Refusal {
    ByteBuffer json = split(file).json();
    byte[] text = new byte[json.remaining()];
    json.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The same values, numbers by the bits of their doubles, wherever they stand in an object. */
  private static Object values(Json json) throws Refusal {
    if (json.isObject()) {
      Map<String, Object> members = new TreeMap<>();
      for (Map.Entry<String, Json> member : json.members().entrySet()) {
        members.put(member.getKey(), values(member.getValue()));
      }
      return members;
    }
    if (json.isArray()) {
      List<Object> items = new ArrayList<>();
      for (Json item : json.items()) {
        items.add(values(item));
      }
      return items;
    }
    try {
      return Double.doubleToRawLongBits(json.number());
    } catch (Refusal e) {
      try {
        return json.text("null");
      } catch (Refusal notText) {
        return json.flag(false);
      }
    }
  }

  /** The bytes of every view, as they are named in the BIN chunk, packed or not. */
  private static List<ByteBuffer> views(byte[] file) throws Refusal {
    GlbContainer container = split(file);
    List<ByteBuffer> views = new ArrayList<>();
    for (Json view : JsonReader.read(container.json()).get("bufferViews").items()) {
      Json packed = view.get("extensions").get(PackedViews.EXTENSION);
      Json place = packed.present() ? packed : view;
      views.add(
          container
              .bin()
              .slice(
                  (int) place.get("byteOffset").integer(0, Integer.MAX_VALUE, 0),
                  (int) place.get("byteLength").integer(1, Integer.MAX_VALUE)));
    }
    return views;
  }

  private static void assertSameModel(byte[] before, byte[] after) throws Refusal {
    Json was = JsonReader.read(split(before).json());
    Json is = JsonReader.read(split(after).json());
    Object first = values(was);
    Object second = values(is);
    // What is cut off the buffer is all that may be another.
    ((Map<?, ?>) ((List<?>) ((Map<?, ?>) first).get("buffers")).getFirst()).remove("byteLength");
    ((Map<?, ?>) ((List<?>) ((Map<?, ?>) second).get("buffers")).getFirst()).remove("byteLength");
    assertThat(second).isEqualTo(first);
    assertThat(views(after)).isEqualTo(views(before));
  }

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
  void shouldBeTheSameModelAndItsOwnFormWhenTheFileIsReal(String name) throws Exception {
    // Given
    byte[] file = Files.readAllBytes(SharedAvatars.file(name));

    // When
    byte[] once = canonical(file);
    byte[] twice = canonical(once);

    // Then
    assertSameModel(file, once);
    assertThat(twice).isEqualTo(once);
  }

  @Test
  void shouldBeOneFormWhateverTheJsonLooksLike() throws Exception {
    // Given
    byte[] plain = new SmallAvatar().glb();
    byte[] spaced = new SmallAvatar().edit("\"scene\":0,", "\"scene\" : 0.0 ,\n").glb();
    byte[] turned =
        new SmallAvatar()
            .edit("{\"asset\":{\"version\":\"2.0\"},\"scene\":0,", "{\"scene\":0,")
            .edit(
                "\"type\":\"MAT4\",\"count\":2}]}",
                "\"type\":\"MAT4\",\"count\":2e0}],\"asset\":{\"version\":\"2\\u002e0\"}}")
            .glb();

    // When
    byte[] form = canonical(plain);

    // Then
    assertThat(canonical(spaced)).isEqualTo(form);
    assertThat(canonical(turned)).isEqualTo(form);
    assertThat(canonical(form)).isEqualTo(form);
    assertSameModel(plain, form);
    assertThat(json(form)).startsWith("{\"accessors\":[{\"bufferView\":0,");
  }

  @Test
  void shouldLeaveNothingThatNoViewNames() throws Exception {
    // Given: two bytes between two views, and ends behind the last one
    byte[] clean = new SmallAvatar().glb();
    byte[] hiding = new SmallAvatar().putByte(42, 'h').putByte(43, 'i').glb();
    byte[] longer = withTail(clean, 8, "secrets!");
    byte[] padded = withTail(clean, 1, "xyz!");

    // When
    byte[] form = canonical(clean);

    // Then
    assertThat(canonical(hiding)).isEqualTo(form);
    assertThat(canonical(longer)).isEqualTo(form);
    assertThat(canonical(padded)).isEqualTo(form);
    assertThat(new String(canonical(longer), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
  }

  /** The small avatar with more in its BIN chunk, of which its buffer claims some. */
  private static byte[] withTail(byte[] file, int claimed, String tail) throws Refusal {
    int was = split(file).bin().remaining();
    String json =
        json(file)
            .strip()
            .replace("{\"byteLength\":" + was + "}", "{\"byteLength\":" + (was + claimed) + "}");
    byte[] text = (json + " ".repeat((4 - json.length() % 4) % 4)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bin = split(file).bin();
    byte[] more = tail.getBytes(StandardCharsets.US_ASCII);
    int binBytes = bin.remaining() + more.length;
    ByteBuffer out =
        ByteBuffer.allocate(28 + text.length + binBytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(text.length).putInt(0x4E4F534A).put(text);
    out.putInt(binBytes).putInt(0x004E4942).put(bin).put(more);
    return out.array();
  }

  @Test
  void shouldSayWhyWhenItIsNotSure() throws Exception {
    // Given
    Path beyond =
        Files.write(
            folder.resolve("beyond"), new SmallAvatar().with("\"extras\":9007199254740993").glb());
    Path half =
        Files.write(folder.resolve("half"), new SmallAvatar().with("\"extras\":\"\\ud800\"").glb());

    // When
    CanonicalGlb.Outcome number = form(beyond, folder.resolve("out"));
    CanonicalGlb.Outcome text = form(half, folder.resolve("out"));

    // Then
    assertThat(number)
        .isEqualTo(new CanonicalGlb.Outcome.Doubtful(CanonicalDoubt.NUMBER_BEYOND_EXACT));
    assertThat(text).isEqualTo(new CanonicalGlb.Outcome.Doubtful(CanonicalDoubt.TEXT_NOT_UNICODE));
  }

  @Test
  void shouldKeepEveryNumbersBits() throws Exception {
    // Given
    byte[] file =
        new SmallAvatar()
            .with(
                "\"extras\":[-0.0,-0,0.1,1e-7,0.30000000000000004,5e-324,1e21,1.7976931348623157e308]")
            .glb();

    // When
    byte[] form = canonical(file);

    // Then
    assertSameModel(file, form);
    assertThat(json(form))
        .contains("[-0.0,-0,0.1,1e-7,0.30000000000000004,5e-324,1e+21,1.7976931348623157e+308]");
  }
}
