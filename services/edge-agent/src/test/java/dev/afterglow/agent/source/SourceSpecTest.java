package dev.afterglow.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSpecTest {
  @Test
  void shouldTakeUsualPortWhenNoneIsNamed() {
    assertThat(SourceSpec.parse("livelink")).isEqualTo(SourceSpec.of(SourceKind.LIVE_LINK));
  }

  @Test
  void shouldReadEveryPartWhenAllAreThere() {
    assertThat(SourceSpec.parse("ifacialmocap:50000=phone.local@49990"))
        .isEqualTo(
            new SourceSpec(
                SourceKind.IFACIALMOCAP,
                50_000,
                Optional.of("phone.local"),
                OptionalInt.of(49_990)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kinect",
        "vmc:",
        "vmc:x",
        "vmc:70000",
        "vmc=",
        "vmc=a b",
        "vtubestudio",
        "axisneuron-tcp",
        "vmc=a@99999"
      })
  void shouldSayWhatIsWrongWhenSpecCannotBeRead(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> SourceSpec.parse(text));
  }

  @Test
  void shouldHaveDifferentPlacesWhenHeardByDefault() {
    assertThat(SourceSpec.defaults())
        .extracting(it -> it.kind().wire() + " " + it.port())
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(8);
  }
}
