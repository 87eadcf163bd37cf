package dev.afterglow.standalone.room;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.render.v1.CommentTicker;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.StageCountdown;
import dev.afterglow.api.render.v1.StageProduct;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc.BroadcastServiceBlockingStub;
import dev.afterglow.api.studio.v1.DirectRequest;
import dev.afterglow.api.studio.v1.PutProductsRequest;
import dev.afterglow.standalone.failure.RunFailure;
import io.grpc.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What the shop's operator would do: names the products that the made-up facts are about, and shows
 * each while it is explained.
 */
public final class ShopStage {
  private static final long LIMIT_S = 20;

  /** As {@code SyntheticFacts} explains them: each in turn, so long. */
  private static final long EACH_S = 15;

  /** Five minutes ahead: a stage takes 64 directives at once. */
  private static final int TURNS = 20;

  private static final long COUNTDOWN_S = 600;

  private static final List<StageProduct> PRODUCTS =
      List.of(
          product("tea-01", "明前龙井 绿茶礼盒 50 g", "¥49.90", "¥69.00"),
          product("lamp-02", "暖光床头灯 三档触控", "¥129.00", "¥169.00"),
          product("scarf-03", "柔软羊毛围巾 四色可选", "¥89.00", "¥119.00"),
          product("mug-04", "手工陶瓷马克杯 350 ml", "¥29.90", "¥39.90"),
          product("bag-05", "通勤托特包 大容量帆布", "¥199.00", "¥259.00"));

  private final Channel studio;
  private final String broadcastId;

  /** The stage of one broadcast, over a channel to studio. */
  public ShopStage(Channel studio, String broadcastId) {
    this.studio = studio;
    this.broadcastId = broadcastId;
  }

  /**
   * Sets the stage.
   *
   * @param mediaTimeUs the render's media time now
   * @return whether the stage is set; a stage that refuses spoils no broadcast
   */
  public boolean set(long mediaTimeUs, Instant now) {
    try {
      Refusal.orSentence("name the products", this::putProducts);
      Directive.Builder first =
          Directive.newBuilder()
              .setProductId(PRODUCTS.getFirst().getProductId())
              .setLowerThird("Afterglow · 数字人直播间")
              .setCountdown(
                  StageCountdown.newBuilder()
                      .setTitle("限时特价")
                      .setEndTime(
                          Timestamps.fromMillis(now.plusSeconds(COUNTDOWN_S).toEpochMilli())))
              .setTicker(
                  CommentTicker.newBuilder()
                      .addLines("欢迎来到直播间 👋")
                      .addLines("Welcome! Simulated shop, simulated orders")
                      .addLines("أهلا وسهلا"));
      direct(0, first);
      for (int turn = 1; turn <= TURNS; turn++) {
        String id = PRODUCTS.get(turn % PRODUCTS.size()).getProductId();
        direct(mediaTimeUs + turn * EACH_S * 1_000_000, Directive.newBuilder().setProductId(id));
      }
      return true;
    } catch (RunFailure refused) {
      return false;
    }
  }

  /**
   * Changes what the presenter wears from the next picture on.
   *
   * @throws RunFailure when the avatar has no such look
   */
  public void wear(String look) {
    direct(0, Directive.newBuilder().setLookId(look));
  }

  private Object putProducts() {
    return stub()
        .putProducts(
            PutProductsRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setBroadcastId(broadcastId)
                .addAllProducts(PRODUCTS)
                .build());
  }

  private void direct(long mediaTimeUs, Directive.Builder directive) {
    DirectRequest request =
        DirectRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setBroadcastId(broadcastId)
            .setMediaTimeUs(mediaTimeUs)
            .setDirective(directive)
            .build();
    Refusal.orSentence("set the stage", () -> stub().direct(request));
  }

  private BroadcastServiceBlockingStub stub() {
    return BroadcastServiceGrpc.newBlockingStub(studio)
        .withDeadlineAfter(LIMIT_S, TimeUnit.SECONDS);
  }

  private static StageProduct product(String id, String title, String price, String before) {
    return StageProduct.newBuilder()
        .setProductId(id)
        .setTitle(title)
        .setPrice(price)
        .setStrikePrice(before)
        .setBadge("直播价")
        .build();
  }
}
