package dev.afterglow.render.wire;

import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.GetStageResponse;
import dev.afterglow.api.render.v1.PreflightCheck;
import dev.afterglow.api.render.v1.PreflightFinding;
import dev.afterglow.api.render.v1.PreflightRequest;
import dev.afterglow.api.render.v1.PreflightResponse;
import dev.afterglow.api.render.v1.PutProductsRequest;
import dev.afterglow.api.render.v1.PutStageAssetRequest;
import dev.afterglow.api.render.v1.PutStageAssetResponse;
import dev.afterglow.api.render.v1.SizeHeadroom;
import dev.afterglow.render.asset.AssetUnusable;
import dev.afterglow.render.asset.StageFile;
import dev.afterglow.render.job.Render;
import dev.afterglow.render.job.RenderRefused;
import dev.afterglow.render.job.RenderRefused.Why;
import dev.afterglow.render.preflight.Judgement;
import dev.afterglow.render.scene.Catalogue;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.StageAsset;
import java.time.Clock;
import java.util.Map;

/** The calls that change what surrounds a figure. */
final class StageCallsMapper {
  private static final int USUAL_WATCH_S = 4;

  private final Clock clock;

  StageCallsMapper(Clock clock) {
    this.clock = clock;
  }

  /** Answers the media time of the first picture with the change. */
  long apply(Render render, ApplyDirectiveRequest request) {
    try {
      SceneChange change =
          StageMapper.change(
              request.getDirective(), render.staging(), render.mediaTimeUs(), clock.instant());
      return render.direct(
          request.getMediaTimeUs(), StageMapper.lastsUs(request.getDirective()), change);
    } catch (SceneTimeline.Full e) {
      throw RenderMapper.exception(
          new RenderRefused(
              Why.TOO_MANY_DIRECTIVES,
              String.valueOf(e.getMessage()),
              Map.of("directives", Integer.toString(SceneTimeline.MOST))));
    } catch (HeldThing.NotHoldable e) {
      throw RenderMapper.exception(
          new RenderRefused(
              Why.PRODUCT_NOT_HOLDABLE,
              "the product cannot be held",
              Map.of("detail", String.valueOf(e.getMessage()))));
    } catch (RenderRefused e) {
      throw RenderMapper.exception(e);
    }
  }

  /** Answers how many products are known. */
  int put(Render render, PutProductsRequest request) {
    Catalogue catalogue = render.staging().catalogue();
    try {
      render.refuseIfOver();
      return catalogue.put(StageMapper.products(request.getProductsList(), catalogue));
    } catch (Catalogue.Full e) {
      throw RenderMapper.exception(StageMapper.full(e));
    } catch (RenderRefused e) {
      throw RenderMapper.exception(e);
    }
  }

  PutStageAssetResponse put(Render render, PutStageAssetRequest request) {
    try {
      render.refuseIfOver();
      StageAsset asset = StageFile.read(request.getContent().toByteArray());
      render.staging().catalogue().put(asset);
      var message = StageMapper.asset(asset);
      return PutStageAssetResponse.newBuilder()
          .setSha256(asset.sha256())
          .setWidth(message.getWidth())
          .setHeight(message.getHeight())
          .setAsset(message)
          .build();
    } catch (AssetUnusable e) {
      throw RenderMapper.exception(
          new RenderRefused(
              Why.ASSET_UNUSABLE,
              "the file is not one that a stage takes",
              Map.of("detail", String.valueOf(e.getMessage()))));
    } catch (Catalogue.Full e) {
      throw RenderMapper.exception(StageMapper.full(e));
    } catch (RenderRefused e) {
      throw RenderMapper.exception(e);
    }
  }

  PreflightResponse preflight(Render render, PreflightRequest request) {
    try {
      Judgement judgement =
          render.preflight(request.getWatchS() == 0 ? USUAL_WATCH_S : request.getWatchS());
      var out = PreflightResponse.newBuilder().setPictureCount(judgement.pictures());
      judgement.findings().forEach(it -> out.addFindings(finding(it)));
      judgement
          .sizes()
          .forEach(
              it ->
                  out.addSizes(
                      SizeHeadroom.newBuilder()
                          .setWidth(it.width())
                          .setHeight(it.height())
                          .setPictureMs(it.pictureMs())
                          .setFrameRate(it.frameRate())));
      return out.build();
    } catch (RenderRefused e) {
      throw RenderMapper.exception(e);
    }
  }

  private static PreflightFinding finding(Judgement.Finding finding) {
    var out =
        PreflightFinding.newBuilder()
            .setCheck(PreflightCheck.valueOf("PREFLIGHT_CHECK_" + finding.check().name()))
            .setValue(finding.value())
            .setGood(finding.good())
            .setMeasured(finding.measured());
    Double least = finding.check().least();
    if (least != null) {
      out.setLeast(least);
    }
    Double most = finding.check().most();
    if (most != null) {
      out.setMost(most);
    }
    if (finding.measured() && !finding.good()) {
      out.setAdvice(finding.check().advice());
    }
    return out.build();
  }

  GetStageResponse stage(Render render) {
    return StageMapper.stage(render.staging(), render.mediaTimeUs(), clock.instant());
  }
}
