package dev.afterglow.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogFieldTest {

  @Test
  void shouldPrintBareWhenValueIsPlain() {
    assertThat(LogKey.LEASE_ID.is("l-1")).hasToString("lease_id=l-1");
  }

  @Test
  void shouldQuoteWhenValueHoldsSpaceOrQuote() {
    assertThat(LogKey.DEVICE.is("a \"b\"")).hasToString("device=\"a \\\"b\\\"\"");
  }

  @Test
  void shouldBlankControlCharactersWhenCallerTriesToForgeLine() {
    assertThat(LogKey.REASON.is("x\nERROR forged")).hasToString("reason=\"x ERROR forged\"");
  }

  @Test
  void shouldCutWhenValueIsLong() {
    assertThat(LogKey.REASON.is("x".repeat(10_000)).value()).hasSize(LogField.MAX_CHARS + 1);
  }
}
