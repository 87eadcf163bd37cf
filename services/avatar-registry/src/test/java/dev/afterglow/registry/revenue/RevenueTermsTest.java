package dev.afterglow.registry.revenue;

import static dev.afterglow.registry.revenue.Books.INVESTOR;
import static dev.afterglow.registry.revenue.Books.OPERATOR;
import static dev.afterglow.registry.revenue.Books.OWNER;
import static dev.afterglow.registry.revenue.Books.share;
import static dev.afterglow.registry.revenue.Books.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.storage.StoredJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevenueTermsTest {

  @Test
  void shouldBeTheSameTextWhenPartiesStandInAnotherOrder() {
    // Given
    RevenueTerms one = terms(List.of(share(OWNER, 100), share(INVESTOR, 200)));
    RevenueTerms other = terms(List.of(share(INVESTOR, 200), share(OWNER, 100)));

    // Then
    assertThat(RevenueText.of(one)).isEqualTo(RevenueText.of(other));
    assertThat(RevenueText.of(one))
        .isEqualTo(
            """
            afterglow revenue terms 1
            currency | CNY
            months of | Asia/Shanghai
            kept by | OPERATOR/org-7
            share of net gmv | LIKENESS_OWNER/person-1 | 100 of 10000 | from 0
            share of net gmv | INVESTOR/fund-1 | 200 of 10000 | from 0
            shared rooms | UNSTATED
            look back months | 3
            """);
  }

  @Test
  void shouldReadBackWhatIsStoredWhenThereIsACapAndWhenThereIsNone() {
    // Given
    RevenueTerms stored =
        terms(
            List.of(share(OWNER, 100)),
            List.of(new RevenueTerms.Fee(OWNER, FeeUnit.HOUR_ON_AIR, 5)),
            List.of(
                new RevenueTerms.Bound(OWNER, 1, 2L), new RevenueTerms.Bound(INVESTOR, 1, null)),
            SharedRoomRule.BY_TIME_ON_AIR,
            1);

    // When
    RevenueTerms read = StoredJson.record(StoredJson.text(stored), RevenueTerms.class);

    // Then
    assertThat(read).isEqualTo(stored);
    assertThat(RevenueText.digest(read)).isEqualTo(RevenueText.digest(stored));
  }

  @Test
  void shouldRefuseTermsThatContradictThemselves() {
    assertRefused(() -> terms(List.of(share(OWNER, 6_000), share(INVESTOR, 4_001))));
    assertRefused(() -> terms(List.of(share(OWNER, 1), share(OWNER, 1))));
    assertRefused(() -> terms(List.of(share(OPERATOR, 1))));
    assertRefused(
        () ->
            new RevenueTerms.Share(
                OWNER, List.of(new RevenueTerms.Tier(0, 1), new RevenueTerms.Tier(0, 2))));
    assertRefused(() -> new RevenueTerms.Share(OWNER, List.of(new RevenueTerms.Tier(1, 1))));
    assertRefused(() -> new RevenueTerms.Bound(OWNER, 5, 4L));
    assertRefused(() -> new Party(PartyRole.OPERATOR, "a | b"));
    assertRefused(
        () ->
            new RevenueTerms(
                "CNY",
                "Mars/Olympus",
                OPERATOR,
                List.of(),
                List.of(),
                List.of(),
                SharedRoomRule.UNSTATED,
                0));
  }

  @Test
  void shouldRefuseAWholeThatIsExceededInAHigherTierAlone() {
    assertRefused(
        () ->
            terms(
                List.of(
                    new RevenueTerms.Share(
                        OWNER,
                        List.of(
                            new RevenueTerms.Tier(0, 5_000), new RevenueTerms.Tier(100, 7_000))),
                    share(INVESTOR, 4_000))));
  }

  private static void assertRefused(Runnable made) {
    assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class);
  }
}
