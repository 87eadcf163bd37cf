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
    "PASSPORT, E12345678",
    "CN_HMT_RESIDENCE_PERMIT, 810000199001010019",
    "CN_HMT_RESIDENCE_PERMIT, 820000199001010029",
    "CN_HMT_RESIDENCE_PERMIT, 830000199001010039",
    "CN_FOREIGN_PERMANENT_RESIDENT, 911840199001010018",
    "CN_TEMPORARY_RESIDENT_ID, 11010519491231002X",
    "HK_IDENTITY_CARD, A123456(3)",
    "HK_IDENTITY_CARD, a1234563",
    "HK_IDENTITY_CARD, AB987654(3)",
    "MO_IDENTITY_CARD, 1234567(8)",
    "TW_IDENTITY_CARD, A123456789"
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
    "CN_RESIDENT_ID, 810000199001010019, region",
    "CN_RESIDENT_ID, 820000199001010029, region",
    "CN_RESIDENT_ID, 830000199001010039, region",
    "CN_FOREIGN_PERMANENT_RESIDENT, 11010519491231002X, begins",
    "CN_HMT_RESIDENCE_PERMIT, 911840199001010018, region",
    "CN_HM_TRAVEL_PERMIT, A12345678, form",
    "CN_HM_TRAVEL_PERMIT, H123456789, form",
    "CN_TW_TRAVEL_PERMIT, 1234567, form",
    "PASSPORT, 12345, form",
    "CN_TEMPORARY_RESIDENT_ID, 110105194912310021, check",
    "CN_TEMPORARY_RESIDENT_ID, 810000199001010019, region",
    "HK_IDENTITY_CARD, A123456(4), check",
    "HK_IDENTITY_CARD, A12345(3), form",
    "HK_IDENTITY_CARD, 1234567(3), form",
    "MO_IDENTITY_CARD, 2234567(8), form",
    "MO_IDENTITY_CARD, 123456(8), form",
    "TW_IDENTITY_CARD, A123456788, check",
    "TW_IDENTITY_CARD, B123456789, check",
    "TW_IDENTITY_CARD, A323456789, form"
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
  void shouldWarnAndNotRefuseWhenTheRegionIsNoProvinces() {
    // Given
    Document odd = new Document(DocumentType.CN_RESIDENT_ID, "990000199001010017", "Wei");
    Document usual = new Document(DocumentType.CN_RESIDENT_ID, "11010519491231002X", "Wei");
    Document passport = new Document(DocumentType.PASSPORT, "E12345678", "Wei");

    // When
    odd.check(TODAY);

    // Then
    assertThat(odd.warnings()).containsExactly(DocumentWarning.REGION_UNKNOWN);
    assertThat(usual.warnings()).isEmpty();
    assertThat(passport.warnings()).isEmpty();
  }

  @Test
  void shouldHaveAValidatorForEachOfTenKindsThatRefusesNonsense() {
    for (DocumentType type : DocumentType.values()) {
      // When // Then
      assertThatThrownBy(() -> new Document(type, "??????", "Wei").check(TODAY))
          .as("%s", type)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(DocumentType.values()).hasSize(10);
  }

  @Test
  void shouldShowOneLetterOfANameAndNothingOfItsLength() {
    // Given
    Document rare = new Document(DocumentType.PASSPORT, "E12345678", "\uD842\uDFB7大文");

    // When
    String masked = rare.maskedName();

    // Then
    assertThat(masked).isEqualTo("\uD842\uDFB7**");
    assertThat(rare.adult(TODAY)).isEmpty();
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

  @Test
  void shouldReadTheSpecimenThatIcaoPublishes() {
    // Given
    String line = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    LocalDate then = LocalDate.of(2012, 4, 15);

    // When
    PassportLine read = PassportLine.read(line, then);
    Document passport = new Document(DocumentType.PASSPORT, line, "Anna Maria Eriksson");
    passport.check(then);

    // Then
    assertThat(read.number()).isEqualTo("L898902C3");
    assertThat(read.birthday()).isEqualTo(LocalDate.of(1974, 8, 12));
    assertThat(passport.identifier()).isEqualTo("L898902C3");
    assertThat(read.toString() + passport).doesNotContain("L898902C3");
    assertThatThrownBy(() -> passport.check(then.plusDays(1)))
        .hasMessage("the passport is no longer good");
    assertThatThrownBy(() -> passport.check(LocalDate.of(1992, 8, 11)))
        .hasMessage("the holder is not 18");
  }

  @Test
  void shouldRefuseAPassportsLineWhenAnyDigitIsAnother() {
    // Given
    String line = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    LocalDate then = LocalDate.of(2012, 4, 1);

    // When // Then
    for (int i = 0; i < line.length(); i++) {
      if (Character.isDigit(line.charAt(i))) {
        char other = (char) ('0' + (line.charAt(i) - '0' + 1) % 10);
        String changed = line.substring(0, i) + other + line.substring(i + 1);
        assertThatThrownBy(() -> PassportLine.read(changed, then))
            .as("character %d", i)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
