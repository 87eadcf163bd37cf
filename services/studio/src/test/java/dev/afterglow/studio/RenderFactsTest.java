package dev.afterglow.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What studio tells commerce-analytics of a render. */
@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class RenderFactsTest extends StudioCase {
  @Test
  void shouldTellWhatTheRenderUsedWhenItHasEnded() throws Exception {
    // Given
    String id = create();
    post(id, "rehearse");
    String render = field(id, "render_id");

    // When
    post(id, "end");
    awaitFact(it -> it.getComputeUsed().getRenderId().equals(render));

    // Then
    assertThat(SERVICES.facts)
        .filteredOn(it -> it.getComputeUsed().getRenderId().equals(render))
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it.getSource()).isEqualTo("afterglow/studio");
              assertThat(it.getRoomId()).isEqualTo(field(id, "room_id"));
              assertThat(it.getComputeUsed().getProcessorMs()).isEqualTo(41_000);
            });
  }

  @Test
  void shouldTellOnceFromWhenOnARenderShowedALook() throws Exception {
    // Given
    String id = create();
    post(id, "rehearse");
    String render = field(id, "render_id");

    // When: the worker says it again with each report, also with the last one
    post(id, "end");
    awaitFact(it -> it.getComputeUsed().getRenderId().equals(render));
    awaitFact(it -> it.getLookChange().getRenderId().equals(render));

    // Then
    assertThat(SERVICES.facts)
        .filteredOn(it -> it.getLookChange().getRenderId().equals(render))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getId()).isEqualTo(render + ":look:1");
              assertThat(it.getRoomId()).isEqualTo(field(id, "room_id"));
              assertThat(it.getOccurTime().getSeconds()).isEqualTo(1_770_000_000);
              assertThat(it.getSendTime().getSeconds()).isGreaterThan(1_770_000_000);
              assertThat(it.getLookChange().getLookId()).isEqualTo("qipao");
              assertThat(it.getLookChange().getLayout()).isEqualTo("half");
            });
  }

  @Test
  void shouldTellOnceWhoseShowItIsWhenItGoesOnAir() throws Exception {
    // Given
    String rehearsed = create();
    post(rehearsed, "rehearse");

    // When
    String id = live();
    String room = field(id, "room_id");
    awaitFact(it -> it.hasShowOpened() && it.getRoomId().equals(room));
    post(id, "end");
    awaitFact(it -> it.hasComputeUsed() && it.getRoomId().equals(room));

    // Then: the shop is the account on its platform; a rehearsal is no show
    assertThat(SERVICES.facts)
        .filteredOn(Fact::hasShowOpened)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getId()).isEqualTo(room + ":show");
              assertThat(it.getRoomId()).isEqualTo(room);
              assertThat(it.getShowOpened().getShopId()).isEqualTo("douyin_live/shop-1");
              assertThat(it.getShowOpened().getPresenterId())
                  .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
              assertThat(Timestamps.toMillis(it.getOccurTime()))
                  .isEqualTo(Instant.parse(field(id, "live_time")).toEpochMilli());
            });
  }

  private static void awaitFact(Predicate<Fact> wanted) throws InterruptedException {
    long limit = System.nanoTime() + 30_000_000_000L;
    while (SERVICES.facts.stream().noneMatch(wanted) && System.nanoTime() < limit) {
      Thread.sleep(20);
    }
  }
}
