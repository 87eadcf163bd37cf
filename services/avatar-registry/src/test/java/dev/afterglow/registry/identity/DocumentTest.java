package dev.afterglow.registry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @ParameterizedTest
  @CsvSource({
    "CN_RESIDENT_ID, 11010519491231002X",
    "CN_RESIDENT_ID, 11010519491231002x",
    "CN_RESIDENT_ID, １１０１０５１９４９１２３１００２Ｘ",
    "CN_HM_TRAVEL_PERMIT, H12345678",
    "CN_HM_TRAVEL_PERMIT, m1234567801",
    "CN_TW_TRAVEL_PERMIT, 12345678",
    "PASSPORT, E12345678"
  })
  void shouldPassWhenNumberHasTheFormOfItsType(DocumentType type, String number) {
    // Given
    Document document = new Document(type, number, "Wei");

    // When
    document.check(TODAY);

    // Then
    assertThat(document.number()).matches("[0-9A-Z]+");
  }

  @ParameterizedTest
  @CsvSource({
    "CN_RESIDENT_ID, 110105194912310021, check",
    "CN_RESIDENT_ID, 11010519491231002, form",
    "CN_RESIDENT_ID, 11010519490231002X, check",
    "CN_RESIDENT_ID, 110105194902310026, date",
    "CN_HMT_RESIDENCE_PERMIT, 11010519491231002X, region",
    "CN_HM_TRAVEL_PERMIT, A12345678, form",
    "CN_HM_TRAVEL_PERMIT, H123456789, form",
    "CN_TW_TRAVEL_PERMIT, 1234567, form",
    "PASSPORT, 12345, form"
  })
  void shouldSayWhichRuleBrokeWhenNumberIsWrong(DocumentType type, String number, String rule) {
    // Given
    Document document = new Document(type, number, "Wei");

    // When // Then
    assertThatThrownBy(() -> document.check(TODAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule)
        .hasMessageNotContaining(number);
  }

  @Test
  void shouldRefuseWhenHolderIsADayShortOfEighteen() {
    // Given
    Document document = new Document(DocumentType.CN_RESIDENT_ID, "990000200811230017", "Wei");
    LocalDate birthday = LocalDate.of(2008, 11, 23);

    // When // Then
    assertThatThrownBy(() -> document.check(birthday.plusYears(18).minusDays(1)))
        .hasMessageContaining("18");
    document.check(birthday.plusYears(18));
  }

  @Test
  void shouldPrintNeitherNumberNorNameWhenPrinted() {
    // Given
    Document document = new Document(DocumentType.PASSPORT, "E12345678", "Wei Canary");

    // When
    String text = document.toString();

    // Then
    assertThat(text).doesNotContain("E12345678", "Wei").contains("PASSPORT");
  }
}
