package dev.afterglow.render.running;

import static dev.afterglow.render.running.WorkerCaller.await;
import static dev.afterglow.render.running.WorkerCaller.refusalOf;
import static dev.afterglow.render.running.WorkerCaller.start;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.GetStageRequest;
import dev.afterglow.api.render.v1.GetStageResponse;
import dev.afterglow.api.render.v1.ProductHold;
import dev.afterglow.api.render.v1.PutProductsRequest;
import dev.afterglow.api.render.v1.PutStageAssetRequest;
import dev.afterglow.api.render.v1.PutStageAssetResponse;
import dev.afterglow.api.render.v1.Render;
import dev.afterglow.api.render.v1.StageAssetKind;
import dev.afterglow.api.render.v1.StageBackground;
import dev.afterglow.api.render.v1.StageCountdown;
import dev.afterglow.api.render.v1.StageProduct;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.render.figure.SmallModel;
import dev.afterglow.render.film.SmallFilm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stage over a real connection. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
class StageGrpcTest extends WorkerConversation {
  @Test
  void shouldShowAProductAndABackgroundFromTheNextPictureOn() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    PutStageAssetResponse picture = put(id, picture());
    worker.putProducts(
        PutProductsRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setRenderId(id)
            .addProducts(
                StageProduct.newBuilder()
                    .setProductId("7")
                    .setTitle("唇釉")
                    .setPrice("¥79.90")
                    .setPictureSha256(picture.getSha256()))
            .build());
    Directive directive =
        Directive.newBuilder()
            .setProductId("7")
            .setLayout("side")
            .setStageBackground(StageBackground.newBuilder().setAssetSha256(picture.getSha256()))
            .setCountdown(
                StageCountdown.newBuilder()
                    .setTitle("限时")
                    .setEndTime(Timestamp.newBuilder().setSeconds(4_000_000_000L)))
            .build();

    // When
    long from = worker.applyDirective(apply(id, directive).build()).getMediaTimeUs();
    Render shown = await(() -> caller.get(id), it -> it.getStatus().getProductId().equals("7"));
    GetStageResponse stage = worker.getStage(GetStageRequest.newBuilder().setRenderId(id).build());

    // Then
    assertThat(from).isPositive();
    assertThat(picture.getWidth()).isEqualTo(40);
    assertThat(shown.getStatus().getLayout()).isEqualTo("side");
    assertThat(stage.getShown().getStageBackground().getAssetSha256())
        .isEqualTo(picture.getSha256());
    assertThat(stage.getShown().getCountdown().getTitle()).isEqualTo("限时");
    assertThat(stage.getProductsList()).hasSize(1);
    assertThat(stage.getLayoutsList()).contains("full", "half", "side");
    assertThat(stage.getBackgroundsList()).contains("studio", "daylight");
  }

  @Test
  void shouldGiveBackTheSceneWhenAChangeHasLasted() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    Directive directive =
        Directive.newBuilder()
            .setLayout("half")
            .setLasts(Duration.newBuilder().setNanos(400_000_000))
            .build();

    // When
    worker.applyDirective(apply(id, directive).build());
    Render during = await(() -> caller.get(id), it -> it.getStatus().getLayout().equals("half"));
    Render after = await(() -> caller.get(id), it -> it.getStatus().getLayout().equals("full"));

    // Then
    assertThat(during.getStatus().getLayout()).isEqualTo("half");
    assertThat(after.getStatus().getMediaTimeUs())
        .isGreaterThan(during.getStatus().getMediaTimeUs());
  }

  @Test
  void shouldRefuseADirectiveWholeWhenOneOfItsPartsIsUnknown() {
    // Given: everything else is there
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    RemoteFault product = refused(id, Directive.newBuilder().setLayout("half").setProductId("7"));
    RemoteFault layout = refused(id, Directive.newBuilder().setLayout("nowhere"));
    RemoteFault wall = refused(id, Directive.newBuilder().setLayout("half").setBackground("sea"));
    RemoteFault look = refused(id, Directive.newBuilder().setLayout("half").setLookId("summer"));
    RemoteFault asset =
        refused(
            id,
            Directive.newBuilder()
                .setStageBackground(StageBackground.newBuilder().setAssetSha256("0".repeat(64))));

    RemoteFault hand =
        refused(
            id,
            Directive.newBuilder()
                .setLayout("half")
                .setProductHold(ProductHold.PRODUCT_HOLD_LEFT_HAND));

    // Then
    assertThat(hand.reason()).isEqualTo("NO_HAND");
    assertThat(hand.metadata()).containsEntry("hold", "PRODUCT_HOLD_LEFT_HAND");
    assertThat(product.reason()).isEqualTo("UNKNOWN_PART");
    assertThat(product.metadata()).containsEntry("part", "product:7");
    assertThat(layout.metadata()).containsEntry("part", "layout:nowhere");
    assertThat(wall.metadata()).containsEntry("part", "background:sea");
    assertThat(look.metadata()).containsEntry("part", "look:summer");
    assertThat(asset.metadata()).containsEntry("part", "asset:" + "0".repeat(64));
    assertThat(caller.get(id).getStatus().getLayout()).isEqualTo("full");
    assertThat(caller.get(id).getStatus().getWaitingDirectives()).isZero();
  }

  @Test
  void shouldListTheAvatarsLooksAndSayWhichOneShows() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    GetStageRequest question = GetStageRequest.newBuilder().setRenderId(id).build();
    GetStageResponse before = worker.getStage(question);

    // When
    worker.applyDirective(apply(id, Directive.newBuilder().setLookId("double").build()).build());
    GetStageResponse after =
        await(() -> worker.getStage(question), it -> it.getShown().getLookId().equals("double"));

    // Then
    assertThat(before.getLooksList()).containsExactly("plain", "double");
    assertThat(before.getShown().getLookId()).isEqualTo("plain");
    assertThat(after.getLooksList()).isEqualTo(before.getLooksList());
  }

  @Test
  void shouldShowASetAndAProductOnItsStand() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    PutStageAssetResponse model = put(id, ByteString.copyFrom(new SmallModel().glb()));
    worker.putProducts(
        PutProductsRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setRenderId(id)
            .addProducts(
                StageProduct.newBuilder()
                    .setProductId("7")
                    .setTitle("唇釉")
                    .setModelSha256(model.getSha256()))
            .build());
    Directive directive =
        Directive.newBuilder()
            .setProductId("7")
            .setStageBackground(StageBackground.newBuilder().setAssetSha256(model.getSha256()))
            .build();

    // When
    worker.applyDirective(apply(id, directive).build());
    Render shown = await(() -> caller.get(id), it -> it.getStatus().getProductId().equals("7"));
    Render later =
        await(
            () -> caller.get(id),
            it -> it.getStatus().getFrames() > shown.getStatus().getFrames() + 3);
    GetStageResponse stage = worker.getStage(GetStageRequest.newBuilder().setRenderId(id).build());

    // Then
    assertThat(later.getPhase()).isEqualTo(shown.getPhase());
    assertThat(model.getAsset().getKind()).isEqualTo(StageAssetKind.STAGE_ASSET_KIND_MODEL);
    assertThat(model.getAsset().getTriangles()).isEqualTo(1);
    assertThat(model.getAsset().getFitsProduct()).isTrue();
    assertThat(stage.getAssetsList()).containsExactly(model.getAsset());
    assertThat(stage.getProducts(0).getModelSha256()).isEqualTo(model.getSha256());
    assertThat(stage.getShown().getStageBackground().getAssetSha256()).isEqualTo(model.getSha256());
  }

  @Test
  void shouldRunAFilmBehindTheFigure() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    PutStageAssetResponse film = put(id, ByteString.copyFrom(SmallFilm.mp4(64, 112, 10, 25)));
    Directive directive =
        Directive.newBuilder()
            .setLayout("half")
            .setStageBackground(StageBackground.newBuilder().setAssetSha256(film.getSha256()))
            .build();

    // When
    worker.applyDirective(apply(id, directive).build());
    Render shown = await(() -> caller.get(id), it -> it.getStatus().getLayout().equals("half"));
    Render later =
        await(
            () -> caller.get(id),
            it -> it.getStatus().getFrames() > shown.getStatus().getFrames() + 10);
    GetStageResponse stage = worker.getStage(GetStageRequest.newBuilder().setRenderId(id).build());

    // Then
    assertThat(later.getPhase()).isEqualTo(shown.getPhase());
    assertThat(film.getAsset().getKind()).isEqualTo(StageAssetKind.STAGE_ASSET_KIND_LOOP);
    assertThat(film.getAsset().getDuration().getNanos()).isEqualTo(500_000_000);
    assertThat(film.getWidth()).isEqualTo(64);
    assertThat(stage.getShown().getStageBackground().getAssetSha256()).isEqualTo(film.getSha256());
  }

  @Test
  void shouldRefuseAProductWhoseModelIsAPicture() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    String picture = put(id, picture()).getSha256();

    // When
    RemoteFault refusal =
        refusalOf(
            () ->
                worker.putProducts(
                    PutProductsRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setRenderId(id)
                        .addProducts(
                            StageProduct.newBuilder()
                                .setProductId("7")
                                .setTitle("唇釉")
                                .setModelSha256(picture))
                        .build()));

    // Then
    assertThat(refusal.reason()).isEqualTo("UNKNOWN_PART");
    assertThat(refusal.metadata()).containsEntry("part", "product_model:" + picture);
  }

  @Test
  void shouldSayWhichExtensionOfAModelIsNotDrawn() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();
    byte[] file =
        new SmallModel()
            .edit(
                "\"scene\":0,",
                "\"scene\":0,\"extensionsRequired\":[\"KHR_draco_mesh_compression\"],")
            .glb();

    // When
    RemoteFault refusal = refusalOf(() -> put(id, ByteString.copyFrom(file)));

    // Then
    assertThat(refusal.reason()).isEqualTo("ASSET_UNUSABLE");
    assertThat(refusal.metadata().get("detail"))
        .startsWith("EXTENSION_UNSUPPORTED")
        .contains("KHR_draco_mesh_compression");
  }

  @Test
  void shouldTakeAFileOfFiveMebibytesToTheValidator() {
    // Given: a message of 2 MiB was the most before sets
    String id = worker.startRender(start().build()).getRender().getRenderId();
    ByteString file = ByteString.copyFrom(java.util.Arrays.copyOf(new SmallModel().glb(), 5 << 20));

    // When
    RemoteFault refusal = refusalOf(() -> put(id, file));

    // Then
    assertThat(refusal.reason()).isEqualTo("ASSET_UNUSABLE");
    assertThat(refusal.metadata().get("detail")).startsWith("GLB_CHUNKS");
  }

  @Test
  void shouldRefuseAFileThatIsNoPicture() {
    // Given
    String id = worker.startRender(start().build()).getRender().getRenderId();

    // When
    RemoteFault refusal = refusalOf(() -> put(id, ByteString.copyFromUtf8("<svg/>")));

    // Then
    assertThat(refusal.reason()).isEqualTo("ASSET_UNUSABLE");
  }

  private RemoteFault refused(String id, Directive.Builder directive) {
    return refusalOf(() -> worker.applyDirective(apply(id, directive.build()).build()));
  }

  private PutStageAssetResponse put(String id, ByteString content) {
    return worker.putStageAsset(
        PutStageAssetRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setRenderId(id)
            .setContent(content)
            .build());
  }

  private static ApplyDirectiveRequest.Builder apply(String id, Directive directive) {
    return ApplyDirectiveRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setRenderId(id)
        .setDirective(directive);
  }

  private static ByteString picture() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", out);
      return ByteString.copyFrom(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
