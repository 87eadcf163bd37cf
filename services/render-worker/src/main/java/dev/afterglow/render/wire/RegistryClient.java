package dev.afterglow.render.wire;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AvatarSeal;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.DownloadAvatarRequest;
import dev.afterglow.api.registry.v1.DownloadAvatarResponse;
import dev.afterglow.api.registry.v1.DownloadPartRequest;
import dev.afterglow.api.registry.v1.DownloadPartResponse;
import dev.afterglow.api.registry.v1.GetCompositionRequest;
import dev.afterglow.api.registry.v1.GetSigningKeyRequest;
import dev.afterglow.api.registry.v1.GetSigningKeyResponse;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.render.job.AvatarShelf;
import dev.afterglow.render.job.LeaseTerms;
import dev.afterglow.render.job.MadeOf;
import dev.afterglow.render.job.SealCheck;
import dev.afterglow.render.worker.WorkerIdentity;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The registry: avatar files whose seal holds, and leases. */
@ApplicationScoped
public class RegistryClient implements AvatarShelf {
  private static final long DOWNLOAD_S = 60;
  private static final int LARGEST = 256 << 20;

  private final Channel channel;
  private final WorkerIdentity worker;
  private final Ids ids;

  RegistryClient(@GrpcClient("registry") Channel channel, WorkerIdentity worker, Ids ids) {
    this.channel = channel;
    this.worker = worker;
    this.ids = ids;
  }

  /**
   * Leases for a use.
   *
   * @param term which worker of the room's this is, counted up
   */
  LeaseTerms terms(IntendedUse use, long term) {
    return new LeaseClient(channel, use, worker.id(), term, ids);
  }

  @Override
  public byte[] fetch(String avatarId, String sha256) throws SealBroken {
    return sealed(
        "avatar's file",
        sha256,
        () ->
            AvatarServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DOWNLOAD_S, TimeUnit.SECONDS)
                .downloadAvatar(DownloadAvatarRequest.newBuilder().setAvatarId(avatarId).build()),
        it -> it.hasSeal() ? it.getSeal() : null,
        DownloadAvatarResponse::getChunk);
  }

  @Override
  public MadeOf madeOf(String avatarId) throws SealBroken {
    try {
      return MadeOfMapper.madeOf(
          PartServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DOWNLOAD_S, TimeUnit.SECONDS)
              .getComposition(GetCompositionRequest.newBuilder().setAvatarId(avatarId).build())
              .getComposition());
    } catch (StatusRuntimeException e) {
      throw new SealBroken("what the avatar is made of is unknown: " + e.getStatus().getCode());
    }
  }

  @Override
  public byte[] fetchPart(MadeOf.Placed part) throws SealBroken {
    return sealed(
        "part",
        part.sha256(),
        () ->
            PartServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DOWNLOAD_S, TimeUnit.SECONDS)
                .downloadPart(DownloadPartRequest.newBuilder().setPartId(part.partId()).build()),
        it -> it.hasSeal() ? it.getSeal() : null,
        DownloadPartResponse::getChunk);
  }

  /** Takes pieces, the seal among them, and checks the one against the others. */
  private <T> byte[] sealed(
      String what,
      String sha256,
      Supplier<Iterator<T>> download,
      Function<T, @Nullable AvatarSeal> sealOf,
      Function<T, ByteString> chunkOf)
      throws SealBroken {
    try {
      GetSigningKeyResponse key =
          AvatarServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DOWNLOAD_S, TimeUnit.SECONDS)
              .getSigningKey(GetSigningKeyRequest.getDefaultInstance());
      Iterator<T> pieces = download.get();
      AvatarSeal seal = null;
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      while (pieces.hasNext()) {
        T piece = pieces.next();
        AvatarSeal brought = sealOf.apply(piece);
        if (brought != null) {
          seal = brought;
        } else if (file.size() + chunkOf.apply(piece).size() > LARGEST) {
          throw new SealBroken("the " + what + " is larger than any may be");
        } else {
          chunkOf.apply(piece).writeTo(file);
        }
      }
      if (seal == null || !seal.getKeyId().equals(key.getKeyId())) {
        throw new SealBroken("the " + what + " came without a seal of the registry's key");
      }
      byte[] bytes = file.toByteArray();
      SealCheck.check(
          bytes,
          seal.getSha256().toByteArray(),
          seal.getSignature().toByteArray(),
          key.getPublicKey().toByteArray(),
          sha256);
      return bytes;
    } catch (StatusRuntimeException e) {
      throw new SealBroken("the " + what + " could not be fetched: " + e.getStatus().getCode());
    } catch (java.io.IOException e) {
      throw new SealBroken("the " + what + " could not be kept");
    }
  }
}
