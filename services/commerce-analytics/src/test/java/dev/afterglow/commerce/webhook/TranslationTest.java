package dev.afterglow.commerce.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.commerce.intake.ToldFact;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import dev.afterglow.platform.error.AfterglowException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
  private static final String SHOP = "taobao/882";
  private static final String FIRST = "0197aaaa-0000-7000-8000-000000000001";
  private static final String SECOND = "0197aaaa-0000-7000-8000-000000000002";
  private static final Instant OPENED = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LATER = OPENED.plusSeconds(600);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String STANDARD_SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final PseudonymKey PSEUDONYMS =
      PseudonymKey.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  private final OpenShows shows = new OpenShows();
  private final Rooms rooms = new Rooms(shows, "webhook/store", SHOP, Duration.ofHours(24));
  private final ShopifyFormat shopify =
      new ShopifyFormat(Secrets.of(List.of("hush-hush")), PSEUDONYMS);
  private final DouyinLiveFormat douyin =
      new DouyinLiveFormat(Secrets.of(List.of("hush-hush")), PSEUDONYMS, TOLERANCE);
  private final StandardFormat standard =
      new StandardFormat(Secrets.of(List.of(STANDARD_SECRET)), TOLERANCE);

  @BeforeEach
  void open() {
    shows.apply(opened("1", FIRST, SHOP, OPENED), OPENED);
  }

  @Test
  void shouldTellTheOrderWhenShopifyPushesOne() {
    // Given
    String order =
        """
        {"id": 450789469, "created_at": "2026-11-23T20:05:00+08:00", "currency": "CNY",
         "total_price": "398.00", "customer": {"id": 207119551, "first_name": "Lin"},
         "line_items": [
           {"product_id": 632910392, "quantity": 2, "price": "199.00", "title": "x"},
           {"product_id": null, "sku": "GIFT-1", "quantity": 1, "price": "0.00"}]}
        """;

    // When
    Fact fact =
        only(shopify.translate(Pushes.shopify("orders/create", order, "hush-hush"), rooms, LATER));

    // Then
    assertThat(fact)
        .isEqualTo(
            new Fact(
                "webhook/store",
                "created/450789469",
                FIRST,
                PSEUDONYMS.of("207119551"),
                Instant.parse("2026-11-23T12:05:00Z"),
                LATER,
                new Happening.OrderCreated(
                    "450789469",
                    List.of(
                        new Happening.OrderLine("632910392", 2, new Money("CNY", 19_900)),
                        new Happening.OrderLine("GIFT-1", 1, new Money("CNY", 0))))));
    assertThat(fact.viewer()).matches("[0-9a-f]{32}").doesNotContain("207119551");
  }

  @Test
  void shouldTellPaymentCancellationAndRefundOfTheRoomOfTheOrder() {
    // Given: an order of the first show, and a second show on now
    Fact created =
        new Fact(
            "webhook/store",
            "created/1",
            FIRST,
            "",
            OPENED,
            null,
            new Happening.OrderCreated(
                "1", List.of(new Happening.OrderLine("p", 1, new Money("JPY", 500)))));
    shows.apply(created, OPENED);
    shows.apply(opened("2", SECOND, SHOP, LATER), LATER);
    String times =
        "\"processed_at\": \"%1$s\", \"cancelled_at\": \"%1$s\", \"created_at\": \"%1$s\"";
    String at = times.formatted("2026-11-23T13:00:00Z");

    // When
    Fact paid =
        only(
            push(
                "orders/paid",
                "{\"id\": 1, \"currency\": \"JPY\", \"total_price\": \"500\", " + at + "}"));
    Fact cancelled = only(push("orders/cancelled", "{\"id\": 1, " + at + "}"));
    Fact refunded =
        only(
            push(
                "refunds/create",
                """
                {"id": 9, "order_id": 1, %s, "transactions": [
                  {"kind": "refund", "status": "success", "amount": "200", "currency": "JPY"},
                  {"kind": "refund", "status": "failure", "amount": "900", "currency": "JPY"},
                  {"kind": "sale", "status": "success", "amount": "900", "currency": "JPY"},
                  {"kind": "refund", "status": "success", "amount": "50", "currency": "JPY"}]}
                """
                    .formatted(at)));
    Fact ofAnother = only(push("orders/cancelled", "{\"id\": 2, " + at + "}"));

    // Then
    assertThat(List.of(paid, cancelled, refunded)).extracting(Fact::roomId).containsOnly(FIRST);
    assertThat(ofAnother.roomId()).isEqualTo(SECOND);
    assertThat(paid.what()).isEqualTo(new Happening.OrderPaid("1", new Money("JPY", 500)));
    assertThat(cancelled.what()).isEqualTo(new Happening.OrderCancelled("1"));
    assertThat(refunded.what()).isEqualTo(new Happening.OrderRefunded("1", new Money("JPY", 250)));
    assertThat(refunded.id()).isEqualTo("refunded/9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"currency\": \"CNY\", \"total_price\": \"1\", \"processed_at\": \"2026-11-23T12:01:00Z\"} | id",
        "{\"id\": 1, \"currency\": \"CNY\", \"total_price\": \"1\"} | processed_at",
        "{\"id\": 1, \"currency\": \"CNY\", \"total_price\": \"1.234\", \"processed_at\": \"2026-11-23T12:01:00Z\"} | amount",
        "{\"id\": 1, \"currency\": \"XXXX\", \"total_price\": \"1\", \"processed_at\": \"2026-11-23T12:01:00Z\"} | amount",
        "{\"id\": 1, \"currency\": \"CNY\", \"total_price\": \"1e999999999\", \"processed_at\": \"2026-11-23T12:01:00Z\"} | amount"
      })
  void shouldRefuseThePushAloneWhenAFieldBreaksItsRule(String body, String field) {
    // When
    List<ToldFact> facts = push("orders/paid", body).facts();

    // Then
    FactFault fault = catchThrowableOfType(FactFault.class, () -> facts.getFirst().fact());
    assertThat(fault.field()).isEqualTo(field);
  }

  @Test
  void shouldSayNothingWhenTheTopicIsNotOfARoom() {
    assertThat(push("products/update", "{\"id\": 1}").facts()).isEmpty();
  }

  @Test
  void shouldCountAndLeaveOutWhatTheShopSellsWhileNoShowIsOn() {
    // Given
    String before = "{\"id\": 1, \"cancelled_at\": \"2026-11-23T11:59:59Z\"}";
    String dayAfter = "{\"id\": 1, \"cancelled_at\": \"2026-11-24T12:00:01Z\"}";

    // When, Then
    for (String body : List.of(before, dayAfter)) {
      Translation translation = push("orders/cancelled", body);
      assertThat(translation.facts()).isEmpty();
      assertThat(translation.withoutShow()).isEqualTo(1);
    }
  }

  @Test
  void shouldTellWhatViewersDoWhenDouyinPushesIt() {
    // Given
    long ms = LATER.toEpochMilli();
    String comments =
        """
        [{"msg_id": "a", "sec_openid": "o1", "content": "多少钱", "nickname": "n", "timestamp": %d},
         {"msg_id": "b", "sec_openid": "o1", "content": 7, "timestamp": %d}]
        """
            .formatted(ms, ms);
    String gifts =
        """
        [{"msg_id": "c", "sec_openid": "o2", "gift_value": 1200, "gift_num": 12, "timestamp": %d},
         {"msg_id": "d", "sec_openid": "o2", "gift_value": 100, "test": true, "timestamp": %d}]
        """
            .formatted(ms, ms);
    String likes =
        "[{\"msg_id\": \"e\", \"sec_openid\": \"o1\", \"like_num\": 99999, \"timestamp\": %d}]";

    // When
    List<ToldFact> commented = douyin("live_comment", comments);
    List<ToldFact> given = douyin("live_gift", gifts);
    List<ToldFact> liked = douyin("live_like", likes.formatted(ms));

    // Then
    assertThat(commented.getFirst().fact().what()).isEqualTo(new Happening.Comment("多少钱"));
    assertThatThrownBy(() -> commented.getLast().fact()).isInstanceOf(FactFault.class);
    assertThat(given).hasSize(1);
    assertThat(given.getFirst().fact().what())
        .isEqualTo(new Happening.Gift(new Money("CNY", 1_200)));
    assertThat(liked.getFirst().fact().what()).isEqualTo(new Happening.Like(10_000));
    assertThat(liked.getFirst().fact().viewer())
        .isEqualTo(commented.getFirst().fact().viewer())
        .isNotEqualTo(given.getFirst().fact().viewer());
    assertThat(douyin("live_fansclub", "[{\"msg_id\": \"f\"}]")).isEmpty();
  }

  @Test
  void shouldSayThatAPushCannotBeReadWhenItIsNoArray() {
    assertThatThrownBy(() -> douyin("live_like", "{}")).isInstanceOf(AfterglowException.class);
  }

  @Test
  void shouldFillRoomAndTimeOfSendingWhenAStandardEventHasNone() {
    // Given
    String event = event("webhook/store", "\"time\": \"2026-11-23T12:01:00Z\"");

    // When
    Fact fact =
        only(standard.translate(Pushes.standard(event, STANDARD_SECRET, LATER), rooms, LATER));

    // Then
    assertThat(fact.roomId()).isEqualTo(FIRST);
    assertThat(fact.sent()).isEqualTo(LATER);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T12:10:00.750Z, 2026-11-23T12:10:00.750Z",
    "2026-11-23T12:10:01Z, 2026-11-23T12:10:00Z",
    "2026-11-23T12:09:59.999Z, 2026-11-23T12:10:00Z"
  })
  void shouldNotBookAnEventAheadWhenTheSignatureTellsWholeSeconds(String time, String sent) {
    // Given
    String event = event("webhook/store", "\"time\": \"" + time + "\"");

    // When
    Fact fact =
        only(standard.translate(Pushes.standard(event, STANDARD_SECRET, LATER), rooms, LATER));

    // Then
    assertThat(fact.sent()).isEqualTo(Instant.parse(sent));
  }

  @ParameterizedTest
  @CsvSource({
    "webhook/store, true",
    "webhook/store/till-1, true",
    "webhook/storefront, false",
    "webhook/other, false",
    "studio, false",
    "'', false"
  })
  void shouldLetNoSenderSpeakForAnother(String source, boolean taken) {
    // Given
    String event = event(source, "\"time\": \"2026-11-23T12:01:00Z\"");

    // When
    List<ToldFact> facts =
        standard.translate(Pushes.standard(event, STANDARD_SECRET, LATER), rooms, LATER).facts();

    // Then
    assertThat(facts).hasSize(1);
    if (taken) {
      assertThat(facts.getFirst().fact().source()).isEqualTo(source);
    } else {
      FactFault fault = catchThrowableOfType(FactFault.class, () -> facts.getFirst().fact());
      assertThat(fault.field()).isEqualTo("source");
    }
  }

  @Test
  void shouldKeepToTheFirstWhoSaidWhoseShowARoomIs() {
    // Given
    shows.apply(opened("3", FIRST, "another/1", LATER), LATER);

    // When, Then
    assertThat(shows.show("another/1", LATER, TOLERANCE)).isEmpty();
    assertThat(shows.show(SHOP, LATER, Duration.ofHours(1))).contains(FIRST);
  }

  private static String event(String source, String time) {
    return """
        {"specversion": "1.0", "id": "1", "source": "%s", %s,
         "type": "dev.afterglow.fact.like.v1", "data": {"count": 2}}
        """
        .formatted(source, time);
  }

  private Translation push(String topic, String body) {
    return shopify.translate(Pushes.shopify(topic, body, "hush-hush"), rooms, LATER);
  }

  private List<ToldFact> douyin(String kind, String body) {
    return douyin.translate(Pushes.douyin(kind, body, "hush-hush", LATER), rooms, LATER).facts();
  }

  private static Fact only(Translation translation) {
    assertThat(translation.facts()).hasSize(1);
    return translation.facts().getFirst().fact();
  }

  private static Fact opened(String id, String room, String shop, Instant time) {
    return new Fact("studio", id, room, "", time, null, new Happening.ShowOpened(shop));
  }
}
