package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.api.commerce.v1.PlaybookKind;
import dev.afterglow.api.commerce.v1.PlaybookSlot;
import dev.afterglow.api.commerce.v1.PlaybookState;
import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.StageProduct;
import dev.afterglow.studio.playbook.wire.SlotStage;
import dev.afterglow.studio.testing.FakeServices;
import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A playbook under test, on the stage of its room. */
@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class SlotStageTest extends StudioCase {
  @Inject SlotStage slots;

  private final String playbookId = Samples.id().toString();

  private Playbook.Builder tested(PlaybookKind kind, int index, boolean showsAction) {
    long now = System.currentTimeMillis();
    return Playbook.newBuilder()
        .setPlaybookId(playbookId)
        .setState(PlaybookState.PLAYBOOK_STATE_ACCEPTED)
        .setKind(kind)
        .setWashoutLength(Durations.fromSeconds(10))
        .setSlot(
            PlaybookSlot.newBuilder()
                .setIndex(index)
                .setShowsAction(showsAction)
                .setShowTime(Timestamps.fromMillis(now - 30_000))
                .setEndTime(Timestamps.fromMillis(now + 270_000)));
  }

  private static Playbook look(Playbook.Builder tested) {
    return tested.setLookId("qipao").setLayout("half").build();
  }

  private List<ApplyDirectiveRequest> directed() {
    return SERVICES.worker().directed;
  }

  @Test
  void shouldShowTheLookOnceForTheRestOfTheSlot() {
    // Given
    SERVICES.playbooks.underTest =
        Optional.of(look(tested(PlaybookKind.PLAYBOOK_KIND_LOOK, 3, true)));
    String id = live();

    // When
    slots.look();
    slots.look();

    // Then: a slot and a washout of ten seconds more at the most; afterwards it is as it was.
    assertThat(directed())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getRenderId()).isEqualTo(field(id, "render_id"));
              assertThat(it.getDirective().getLookId()).isEqualTo("qipao");
              assertThat(it.getDirective().getLayout()).isEqualTo("half");
              assertThat(Durations.toMillis(it.getDirective().getLasts()))
                  .isBetween(200_000L, 280_000L);
            });
  }

  @Test
  void shouldLeaveTheStageAloneInASlotWithoutTheAction() {
    // Given
    SERVICES.playbooks.underTest =
        Optional.of(look(tested(PlaybookKind.PLAYBOOK_KIND_LOOK, 4, false)));
    live();

    // When
    slots.look();

    // Then
    assertThat(directed()).isEmpty();
  }

  @Test
  void shouldLeaveTheStageAloneWhileNothingIsOnAir() {
    // Given
    SERVICES.playbooks.underTest =
        Optional.of(look(tested(PlaybookKind.PLAYBOOK_KIND_LOOK, 5, true)));
    post(create(), "rehearse");

    // When
    slots.look();

    // Then
    assertThat(directed()).isEmpty();
  }

  @Test
  void shouldPutTwoProductsOnOneCardAtTheirPrice() {
    // Given
    String id = create();
    post(id, "rehearse");
    given()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "request_id",
                Samples.id().toString(),
                "products",
                List.of(Map.of("product_id", "p", "title", "Serum"))))
        .post("/api/v1/broadcasts/" + id + "/products");
    Money price = Money.newBuilder().setCurrencyCode("CNY").setAmountMinor(1_800).build();
    SERVICES.playbooks.underTest =
        Optional.of(
            tested(PlaybookKind.PLAYBOOK_KIND_BUNDLE, 6, true)
                .addAllProductIds(List.of("p", "q"))
                .setSlotPrice(price)
                .setUsualPrice(price.toBuilder().setAmountMinor(2_000))
                .build());
    post(id, "live");

    // When
    slots.look();

    // Then
    StageProduct card = SERVICES.worker().products.getLast().getProducts(0);
    assertThat(card.getTitle()).isEqualTo("Serum + q");
    assertThat(card.getPrice()).isEqualTo("¥18.00");
    assertThat(card.getStrikePrice()).isEqualTo("¥20.00");
    assertThat(directed().getLast().getDirective().getProductId()).isEqualTo(card.getProductId());
  }

  @Test
  void shouldShowTheCarouselInTheOrder() {
    // Given
    SERVICES.playbooks.underTest =
        Optional.of(
            tested(PlaybookKind.PLAYBOOK_KIND_ORDER, 7, true)
                .addAllProductIds(List.of("r", "p", "q"))
                .build());
    live();

    // When
    slots.look();

    // Then
    assertThat(directed().getLast().getDirective().getCarousel().getProductIdsList())
        .containsExactly("r", "p", "q");
  }

  @Test
  void shouldAskOnceWhereTheStageDoesNotKnowTheLook() {
    // Given
    SERVICES.playbooks.underTest =
        Optional.of(look(tested(PlaybookKind.PLAYBOOK_KIND_LOOK, 8, true)));
    SERVICES.worker().directFault =
        Optional.of(
            FakeServices.refusal(
                Status.Code.INVALID_ARGUMENT, "UNKNOWN_PART", Map.of("part", "look:qipao")));
    live();
    slots.look();
    SERVICES.worker().directFault = Optional.empty();

    // When
    slots.look();

    // Then
    assertThat(directed()).isEmpty();
  }
}
