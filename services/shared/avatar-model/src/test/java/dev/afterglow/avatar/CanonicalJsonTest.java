package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  private static String of(String json) throws IOException, CanonicalJson.Doubtful {
    return new String(
        CanonicalJson.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  /** The sample of RFC 8785, section 3.2.2 and 3.2.3. */
  @Test
  void shouldWriteTheStandardsSample() throws Exception {
    // Given
    String json =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;

    // When
    String canonical = of(json);

    // Then
    assertThat(canonical)
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  /** The order of RFC 8785, section 3.2.3: by UTF-16 code units, not by code points. */
  @Test
  void shouldOrderNamesByTheirCodeUnits() throws Exception {
    // When
    String canonical =
        of(
            "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
                + "\"\\u00f6\":7}");

    // Then
    assertThat(canonical)
        .isEqualTo(
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
  }

  @Test
  void shouldKeepTheSignOfZeroAndItselfWhenRepeated() throws Exception {
    // When
    String canonical = of("[-0, -0.0, -0e5, 0.0, 1.0, -1e0, 100e-2]");

    // Then
    assertThat(canonical).isEqualTo("[-0,-0.0,-0.0,0,1,-1,1]");
    assertThat(of(canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, NUMBER_BEYOND_EXACT",
    "-9007199254740992, NUMBER_BEYOND_EXACT",
    "1e20, NUMBER_BEYOND_EXACT",
    "123456789012345678901234567890, NUMBER_BEYOND_EXACT",
    "'\"\\ud800\"', TEXT_NOT_UNICODE",
    "'{\"\\udc00\":1}', TEXT_NOT_UNICODE"
  })
  void shouldSayWhyWhenItIsNotSure(String json, CanonicalDoubt doubt) {
    // When
    Throwable unsure = catchThrowable(() -> of(json));

    // Then
    assertThat(((CanonicalJson.Doubtful) unsure).doubt()).isEqualTo(doubt);
  }

  @Test
  void shouldKeepWhatIsEmpty() throws Exception {
    assertThat(of(" {\"a\" : { } , \"b\" : [ ] , \"\" : \"\" } "))
        .isEqualTo("{\"\":\"\",\"a\":{},\"b\":[]}");
  }
}
