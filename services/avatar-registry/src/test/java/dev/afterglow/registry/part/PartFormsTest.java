package dev.afterglow.registry.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.avatar.CanonicalDoubt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFormsTest {
  private static final long SEED = Long.getLong("seed", 20261123L);

  @TempDir Path folder;

  private String fault(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    return fault(out.putLong(json.length).put(json).array());
  }

  private String fault(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("voice"), bytes);
    return Tensors.fault(file).orElse("");
  }

  @Test
  void shouldAcceptTensorsThatFillTheFile() throws IOException {
    assertThat(
            fault(
                """
                {"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
                "b":{"dtype":"BF16","shape":[],"data_offsets":[24,26]}}\
                """,
                26))
        .isEmpty();
  }

  @Test
  void shouldNameTheRuleThatTensorsBreak() throws IOException {
    String one = "{\"w\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[%s]}}";
    assertThat(fault(new byte[7])).isEqualTo("TENSORS_TRUNCATED");
    assertThat(fault(new byte[64])).isEqualTo("TENSORS_HEADER_LENGTH");
    assertThat(fault(ByteBuffer.allocate(16).putLong(-1).array()))
        .isEqualTo("TENSORS_HEADER_LENGTH");
    assertThat(fault("[]", 0)).isEqualTo("TENSORS_HEADER_JSON");
    assertThat(fault("{} {}", 0)).isEqualTo("TENSORS_HEADER_JSON");
    assertThat(fault("{\"a\":1,\"a\":2}", 0)).isEqualTo("TENSORS_HEADER_JSON");
    assertThat(fault("{}", 0)).isEqualTo("TENSORS_OFFSETS");
    assertThat(fault(one.formatted("0,5"), 5)).isEqualTo("TENSORS_ENTRY");
    assertThat(fault(one.formatted("4,0"), 4)).isEqualTo("TENSORS_ENTRY");
    assertThat(fault(one.formatted("-4,0"), 4)).isEqualTo("TENSORS_ENTRY");
    assertThat(fault(one.formatted("0.0,4.0"), 4)).isEqualTo("TENSORS_ENTRY");
    assertThat(fault(one.formatted("0,4"), 5)).isEqualTo("TENSORS_OFFSETS");
    assertThat(fault(one.formatted("1,5"), 5)).isEqualTo("TENSORS_OFFSETS");
    assertThat(
            fault(
                "{\"w\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807,2],"
                    + "\"data_offsets\":[0,4]}}",
                4))
        .isEqualTo("TENSORS_ENTRY");
    assertThat(fault("{\"w\":{\"dtype\":\"PICKLE\",\"shape\":[],\"data_offsets\":[0,1]}}", 1))
        .isEqualTo("TENSORS_ENTRY");
  }

  @Test
  void shouldJudgeEveryFileWithoutFailingWhenBytesAreChanged() throws IOException {
    // Given
    byte[] json =
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            .getBytes(StandardCharsets.UTF_8);
    byte[] whole =
        ByteBuffer.allocate(16 + json.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array();
    Random random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] changed = whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        changed[random.nextInt(json.length + 8)] = (byte) random.nextInt(256);
      }

      // When
      accepted += fault(changed).isEmpty() ? 1 : 0;
    }

    // Then: some change only the tensor's name.
    assertThat(accepted).as("seed %d", SEED).isBetween(1, 600);
  }

  @Test
  void shouldKeepTextInOneFormWhenItIsWrittenInTwo() {
    // Given
    byte[] one = "Cafe\u0301 \u5e97\r\nb\rc".getBytes(StandardCharsets.UTF_8);
    byte[] other = "Caf\u00e9 \u5e97\nb\nc".getBytes(StandardCharsets.UTF_8);

    // Then
    assertThat(TextForm.of(one).orElseThrow()).isEqualTo(other);
    assertThat(TextForm.of(other).orElseThrow()).isEqualTo(other);
  }

  @Test
  void shouldRefuseTextThatIsNoneOrSteersTheReader() {
    assertThat(TextForm.of(new byte[] {(byte) 0xC3, 0x28})).isEmpty();
    assertThat(TextForm.of("a\u0000b".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(TextForm.of("a\u202eb".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(TextForm.of("a\u2066b".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  private byte[] form(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer in = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    in.putLong(json.length).put(json);
    for (int i = 0; i < dataBytes; i++) {
      in.put((byte) (i + 1));
    }
    return form(in.array());
  }

  private byte[] form(byte[] bytes) throws IOException {
    Path out = folder.resolve("form");
    assertThat(fault(bytes)).isEmpty();
    assertThat(TensorsForm.write(folder.resolve("voice"), out)).isEmpty();
    assertThat(Tensors.fault(out)).isEmpty();
    return Files.readAllBytes(out);
  }

  @Test
  void shouldKeepTensorsInOneFormWhateverTheirHeaderLooksLike() throws IOException {
    // Given
    String one =
        "{\"b\":{\"dtype\":\"U8\",\"shape\":[2,2],\"data_offsets\":[0,4]},\"a\":"
            + "{\"data_offsets\":[4,6],\"dtype\":\"BF16\",\"shape\":[]}}";
    String other =
        " { \"a\" : {\"dtype\":\"BF16\",\"shape\":[ ],\"data_offsets\":[4, 6]},\n"
            + "\"b\":{\"shape\":[2,2],\"dtype\":\"\\u00558\",\"data_offsets\":[0,4]}}  ";

    // When
    byte[] form = form(one, 6);

    // Then
    assertThat(form(other.strip() + "   ", 6)).isEqualTo(form);
    assertThat(form(form)).isEqualTo(form);
    int header = (int) ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    assertThat(new String(form, 8, header, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"a\":{\"data_offsets\":[4,6],\"dtype\":\"BF16\",\"shape\":[]},"
                + "\"b\":{\"data_offsets\":[0,4],\"dtype\":\"U8\",\"shape\":[2,2]}}");
    assertThat(Arrays.copyOfRange(form, 8 + header, form.length)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void shouldSayWhyTensorsHaveNoSureForm() throws IOException {
    // Given
    String huge =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[0,9007199254740993],\"data_offsets\":[0,0]}}";
    assertThat(fault(huge, 0)).isEmpty();

    // When
    var doubt = TensorsForm.write(folder.resolve("voice"), folder.resolve("form"));

    // Then
    assertThat(doubt).contains(CanonicalDoubt.NUMBER_BEYOND_EXACT);
  }
}
