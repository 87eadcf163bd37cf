package dev.afterglow.render.wire;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.render.v1.CommentTicker;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.GetStageResponse;
import dev.afterglow.api.render.v1.PriceShown;
import dev.afterglow.api.render.v1.ProductCarousel;
import dev.afterglow.api.render.v1.ProductHold;
import dev.afterglow.api.render.v1.StageAssetKind;
import dev.afterglow.api.render.v1.StageBackground;
import dev.afterglow.api.render.v1.StageCountdown;
import dev.afterglow.api.render.v1.StageLights;
import dev.afterglow.api.render.v1.StageProduct;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.render.job.RenderRefused;
import dev.afterglow.render.job.RenderRefused.Why;
import dev.afterglow.render.job.Staging;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Carousel;
import dev.afterglow.render.scene.Catalogue;
import dev.afterglow.render.scene.Countdown;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.StageAsset;
import dev.afterglow.render.scene.StageLoop;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.scene.StagePicture;
import dev.afterglow.render.scene.Ticker;
import dev.afterglow.render.scene.UnknownPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Between messages and the stage. */
final class StageMapper {
  private static final long USUAL_TURN_US = 5_000_000;
  private static final String NONE = "-";

  private StageMapper() {}

  /**
   * The change that a directive asks for.
   *
   * @param mediaNowUs media time now
   * @param now the same instant on the service clock
   */
  static SceneChange change(Directive directive, Staging stage, long mediaNowUs, Instant now)
      throws RenderRefused {
    try {
      return new SceneChange(
          stage.look(directive.getLookId()),
          stage.layout(directive.getLayout()),
          background(directive, stage),
          directive.hasLights() ? Part.put(lights(directive.getLights())) : Part.keep(),
          stage.product(directive.getProductId()),
          price(directive.getPrice()),
          directive.hasCountdown()
              ? countdown(directive.getCountdown(), mediaNowUs, now)
              : Part.keep(),
          text(directive.getLowerThird()),
          directive.hasCarousel() ? carousel(directive.getCarousel(), stage) : Part.keep(),
          directive.hasTicker() ? ticker(directive.getTicker()) : Part.keep(),
          hold(directive.getProductHold(), stage));
    } catch (UnknownPart e) {
      throw new RenderRefused(
          Why.UNKNOWN_PART, String.valueOf(e.getMessage()), Map.of("part", e.part()));
    } catch (Staging.NoHand e) {
      throw new RenderRefused(
          Why.NO_HAND,
          String.valueOf(e.getMessage()),
          Map.of("hold", directive.getProductHold().name()));
    } catch (Staging.LayoutNotAllowed e) {
      throw new RenderRefused(
          Why.LAYOUT_NOT_ALLOWED,
          String.valueOf(e.getMessage()),
          Map.of("layout", directive.getLayout(), "platform", stage.plan().platform()));
    }
  }

  /** How long a directive lasts, microseconds. */
  static long lastsUs(Directive directive) {
    if (!directive.hasLasts()) {
      return SceneTimeline.FOREVER;
    }
    long us = micros(directive.getLasts());
    if (us <= 0) {
      throw AfterglowException.invalidField(
          "directive.lasts", "a change lasts longer than nothing");
    }
    return us;
  }

  static List<Product> products(List<StageProduct> products, Catalogue catalogue)
      throws RenderRefused {
    List<Product> out = new ArrayList<>();
    for (StageProduct product : products) {
      out.add(product(product, catalogue));
    }
    return out;
  }

  static RenderRefused full(Catalogue.Full full) {
    return new RenderRefused(
        Why.STAGE_FULL, String.valueOf(full.getMessage()), Map.of("limit", full.limit()));
  }

  static GetStageResponse stage(Staging stage, long mediaNowUs, Instant now) {
    var out =
        GetStageResponse.newBuilder()
            .setShown(shown(stage.shown(), mediaNowUs, now).setLookId(stage.worn()))
            .addAllLooks(stage.looks())
            .addAllLayouts(stage.plan().places().keySet())
            .addAllBackgrounds(Staging.walls())
            .setMaxFigureShare(stage.plan().maxFigureShare());
    stage.holds().forEach(it -> out.addProductHolds(hold(it)));
    for (StageAsset asset : stage.catalogue().assets()) {
      out.addAssetSha256S(asset.sha256()).addAssets(asset(asset));
    }
    stage.catalogue().products().forEach(it -> out.addProducts(product(it)));
    return out.build();
  }

  /** What a file is. */
  static dev.afterglow.api.render.v1.StageAsset asset(StageAsset asset) {
    var out = dev.afterglow.api.render.v1.StageAsset.newBuilder().setSha256(asset.sha256());
    switch (asset) {
      case StageAsset.Still(StagePicture picture) ->
          out.setKind(StageAssetKind.STAGE_ASSET_KIND_PICTURE)
              .setWidth(picture.width())
              .setHeight(picture.height());
      case StageAsset.Model(StageModel model) ->
          out.setKind(StageAssetKind.STAGE_ASSET_KIND_MODEL)
              .setTriangles(model.triangles())
              .setFitsProduct(model.suitsAProduct());
      case StageAsset.Loop(StageLoop loop) ->
          out.setKind(StageAssetKind.STAGE_ASSET_KIND_LOOP)
              .setWidth(loop.film().width())
              .setHeight(loop.film().height())
              .setDuration(duration(loop.film().durationUs()));
    }
    return out.build();
  }

  private static Product product(StageProduct product, Catalogue catalogue) throws RenderRefused {
    Optional<StagePicture> picture = known(product.getPictureSha256(), catalogue::picture);
    Optional<StageModel> model = known(product.getModelSha256(), catalogue::productModel);
    return AfterglowException.checking(
        "products",
        () ->
            new Product(
                product.getProductId(),
                product.getTitle(),
                product.getPrice(),
                product.getStrikePrice(),
                product.getBadge(),
                picture,
                model,
                product.getHeightMm() / 1000.0));
  }

  /** Something of the catalogue by its digest. */
  private interface Finding<T> {
    T find(String sha256) throws UnknownPart;
  }

  private static <T> Optional<T> known(String sha256, Finding<T> finding) throws RenderRefused {
    if (sha256.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(finding.find(sha256));
    } catch (UnknownPart e) {
      throw new RenderRefused(
          Why.UNKNOWN_PART, String.valueOf(e.getMessage()), Map.of("part", e.part()));
    }
  }

  private static StageProduct product(Product product) {
    return StageProduct.newBuilder()
        .setProductId(product.id())
        .setTitle(product.title())
        .setPrice(product.price())
        .setStrikePrice(product.strikePrice())
        .setBadge(product.badge())
        .setPictureSha256(product.picture().map(StagePicture::sha256).orElse(""))
        .setModelSha256(product.model().map(StageModel::sha256).orElse(""))
        .setHeightMm(product.heightMetres() * 1000)
        .build();
  }

  private static Part<Background> background(Directive directive, Staging stage)
      throws UnknownPart {
    StageBackground wanted = directive.getStageBackground();
    return switch (wanted.getKindCase()) {
      case NAME -> stage.wall(wanted.getName());
      case COLOUR ->
          Part.put(new Background.Colour(Integer.parseInt(wanted.getColour().substring(1), 16)));
      case ASSET_SHA256 -> stage.asset(wanted.getAssetSha256());
      case KIND_NOT_SET -> stage.wall(directive.getBackground());
    };
  }

  private static Lights lights(StageLights lights) {
    return AfterglowException.checking(
        "directive.lights",
        () ->
            new Lights(
                lights.hasKey() ? lights.getKey() : 1,
                lights.hasFill() ? lights.getFill() : 1,
                lights.hasRim() ? lights.getRim() : 1,
                lights.getWarmth()));
  }

  private static Part<Hold> hold(ProductHold hold, Staging stage) throws Staging.NoHand {
    return switch (hold) {
      case PRODUCT_HOLD_STAND -> stage.hold(Hold.STAND);
      case PRODUCT_HOLD_LEFT_HAND -> stage.hold(Hold.LEFT_HAND);
      case PRODUCT_HOLD_RIGHT_HAND -> stage.hold(Hold.RIGHT_HAND);
      case PRODUCT_HOLD_UNSPECIFIED, UNRECOGNIZED -> Part.keep();
    };
  }

  private static ProductHold hold(Hold hold) {
    return switch (hold) {
      case STAND -> ProductHold.PRODUCT_HOLD_STAND;
      case LEFT_HAND -> ProductHold.PRODUCT_HOLD_LEFT_HAND;
      case RIGHT_HAND -> ProductHold.PRODUCT_HOLD_RIGHT_HAND;
    };
  }

  private static Part<Boolean> price(PriceShown price) {
    return switch (price) {
      case PRICE_SHOWN_YES -> Part.put(true);
      case PRICE_SHOWN_NO -> Part.put(false);
      case PRICE_SHOWN_UNSPECIFIED, UNRECOGNIZED -> Part.keep();
    };
  }

  private static Part<String> text(String text) {
    if (text.isEmpty()) {
      return Part.keep();
    }
    return text.equals(NONE) ? Part.take() : Part.put(text);
  }

  private static Part<Countdown> countdown(StageCountdown wanted, long mediaNowUs, Instant now) {
    if (!wanted.hasEndTime()) {
      return Part.take();
    }
    Timestamp end = wanted.getEndTime();
    long leftUs =
        (end.getSeconds() - now.getEpochSecond()) * 1_000_000
            + (end.getNanos() - now.getNano()) / 1000;
    return Part.put(new Countdown(mediaNowUs + leftUs, wanted.getTitle()));
  }

  private static Part<Carousel> carousel(ProductCarousel wanted, Staging stage) throws UnknownPart {
    long each = wanted.hasEach() ? micros(wanted.getEach()) : USUAL_TURN_US;
    if (each < 2_000_000 || each > 60_000_000) {
      throw AfterglowException.invalidField(
          "directive.carousel.each", "each product shows for 2 to 60 s");
    }
    return stage.carousel(wanted.getProductIdsList(), each);
  }

  private static Part<Ticker> ticker(CommentTicker wanted) {
    if (wanted.getLinesCount() == 0) {
      return Part.take();
    }
    return Part.put(
        AfterglowException.checking(
            "directive.ticker.lines", () -> new Ticker(wanted.getLinesList())));
  }

  private static Directive.Builder shown(Scene scene, long mediaNowUs, Instant now) {
    var out =
        Directive.newBuilder()
            .setLayout(scene.layout())
            .setStageBackground(background(scene.background()))
            .setLights(
                StageLights.newBuilder()
                    .setKey(scene.lights().key())
                    .setFill(scene.lights().fill())
                    .setRim(scene.lights().rim())
                    .setWarmth(scene.lights().warmth()))
            .setProductId(scene.product().map(Product::id).orElse(NONE))
            .setProductHold(hold(scene.hold()))
            .setPrice(scene.priceShown() ? PriceShown.PRICE_SHOWN_YES : PriceShown.PRICE_SHOWN_NO)
            .setLowerThird(scene.lowerThird().isEmpty() ? NONE : scene.lowerThird());
    var countdown = StageCountdown.newBuilder();
    scene
        .countdown()
        .ifPresent(
            it -> {
              Instant end = now.plusNanos((it.endUs() - mediaNowUs) * 1000);
              countdown
                  .setTitle(it.title())
                  .setEndTime(
                      Timestamp.newBuilder()
                          .setSeconds(end.getEpochSecond())
                          .setNanos(end.getNano()));
            });
    var carousel = ProductCarousel.newBuilder();
    scene
        .carousel()
        .ifPresent(
            it -> {
              it.products().forEach(product -> carousel.addProductIds(product.id()));
              carousel.setEach(duration(it.eachUs()));
            });
    var ticker = CommentTicker.newBuilder();
    scene.ticker().ifPresent(it -> ticker.addAllLines(it.lines()));
    return out.setCountdown(countdown).setCarousel(carousel).setTicker(ticker);
  }

  private static StageBackground background(Background background) {
    var out = StageBackground.newBuilder();
    switch (background) {
      case Background.Wall(Background.Walls wall) ->
          out.setName(wall.name().toLowerCase(Locale.ROOT));
      case Background.Colour(int rgb) -> out.setColour(String.format(Locale.ROOT, "#%06x", rgb));
      case Background.Cover(StagePicture picture) -> out.setAssetSha256(picture.sha256());
      case Background.Set(StageModel model) -> out.setAssetSha256(model.sha256());
      case Background.Loop(StageLoop loop) -> out.setAssetSha256(loop.sha256());
    }
    return out.build();
  }

  private static com.google.protobuf.Duration duration(long us) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(us / 1_000_000)
        .setNanos((int) (us % 1_000_000) * 1000)
        .build();
  }

  private static long micros(com.google.protobuf.Duration duration) {
    return duration.getSeconds() * 1_000_000 + duration.getNanos() / 1000;
  }
}
