package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.Avatar;
import dev.afterglow.api.registry.v1.DownloadAvatarRequest;
import dev.afterglow.api.registry.v1.DownloadPartRequest;
import dev.afterglow.api.registry.v1.DownloadPartResponse;
import dev.afterglow.api.registry.v1.ListAvatarsRequest;
import dev.afterglow.api.registry.v1.Part;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.registry.v1.UploadAvatarHeader;
import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.s3.StorageServer;
import dev.afterglow.registry.settings.RegistryConfig;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A registry whose avatars and parts lie in a bucket. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(value = RunningBucket.class, restrictToAnnotatedClass = true)
@Timeout(120)
class BucketFlowTest extends RegistryScene {
  @Inject AssetStore store;
  @Inject RegistryConfig config;

  @AfterEach
  void thaw() throws Exception {
    signal("CONT");
  }

  private static void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, System.getProperty(RunningBucket.PROCESS))
        .start()
        .waitFor();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(config.assetFolder())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private byte[] download(Avatar avatar) {
    ByteString.Output bytes = ByteString.newOutput();
    registry
        .avatars
        .downloadAvatar(
            DownloadAvatarRequest.newBuilder().setAvatarId(avatar.getAvatarId()).build())
        .forEachRemaining(piece -> piece.getChunk().forEach(bytes::write));
    return bytes.toByteString().toByteArray();
  }

  @Test
  void shouldServeWhatWasSignedWhenItLiesInTheBucket() throws IOException {
    // Given
    String owner = registry.verified();
    Avatar avatar = registry.upload(owner);
    Part part =
        new PartCaller(registry)
            .approved(avatar, PartKind.PART_KIND_VOICE_MODEL, owner, PartCaller.voice());

    // When
    byte[] served = download(avatar);
    List<DownloadPartResponse> pieces = new ArrayList<>();
    PartServiceGrpc.newBlockingStub(registry.channel())
        .downloadPart(DownloadPartRequest.newBuilder().setPartId(part.getPartId()).build())
        .forEachRemaining(pieces::add);

    // Then
    assertThat(RegistryCaller.sha256(served)).isEqualTo(avatar.getSeal().getSha256().toByteArray());
    assertThat(RegistryCaller.sha256(pieces.getLast().getChunk().toByteArray()))
        .isEqualTo(part.getSha256().toByteArray());
    assertThat(store.find(asset(avatar))).isPresent();
    assertThat(files()).isEmpty();
  }

  private static Asset asset(Avatar avatar) {
    return new Asset(
        AssetKind.AVATAR, HexFormat.of().formatHex(avatar.getSeal().getSha256().toByteArray()));
  }

  @Test
  void shouldRefuseAndKeepNothingWhenTheBucketStandsStill() throws Exception {
    // Given
    String owner = registry.verified();
    byte[] file = TinyAvatar.glb(99_001);
    UploadAvatarHeader header = registry.header(owner, file).build();
    Avatar there = registry.upload(owner);
    List<Avatar> known = avatars();
    List<String> lines = new ArrayList<>();
    Handler ears = ears(lines);
    Logger.getLogger("").addHandler(ears);
    signal("STOP");

    // When
    Throwable refused = catchThrowable(() -> registry.upload(header, file));
    Throwable unread = catchThrowable(() -> download(there));
    signal("CONT");
    Logger.getLogger("").removeHandler(ears);

    // Then
    assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("ASSET_STORE_UNAVAILABLE");
    assertThat(Status.fromThrowable(refused).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(RegistryCaller.info(unread).getReason()).isEqualTo("ASSET_STORE_UNAVAILABLE");
    assertThat(avatars()).isEqualTo(known);
    assertThat(files()).isEmpty();
    assertThat(registry.upload(header, file).getSourceSha256().toByteArray())
        .isEqualTo(RegistryCaller.sha256(file));
    assertThat(lines).isNotEmpty();
    assertThat(String.join("\n", lines)).doesNotContain(StorageServer.SECRET_KEY);
  }

  private List<Avatar> avatars() {
    return registry
        .avatars
        .listAvatars(ListAvatarsRequest.newBuilder().setPageSize(200).build())
        .getAvatarsList();
  }

  private static Handler ears(List<String> lines) {
    return new Handler() {
      @Override
      public synchronized void publish(LogRecord line) {
        lines.add(line.getMessage() + " " + line.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void shouldNotComeToItsEndWhenTheObjectIsNotWhatWasSigned() throws IOException {
    // Given
    Avatar avatar = registry.upload(registry.verified());
    store.delete(asset(avatar));

    // When
    Throwable gone = catchThrowable(() -> download(avatar));

    // Then
    assertThat(Status.fromThrowable(gone).getCode()).isEqualTo(Status.Code.DATA_LOSS);
  }
}
