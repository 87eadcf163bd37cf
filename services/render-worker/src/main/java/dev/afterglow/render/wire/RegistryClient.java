package dev.afterglow.render.wire;

import dev.afterglow.api.registry.v1.AvatarSeal;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.DownloadAvatarRequest;
import dev.afterglow.api.registry.v1.DownloadAvatarResponse;
import dev.afterglow.api.registry.v1.GetSigningKeyRequest;
import dev.afterglow.api.registry.v1.GetSigningKeyResponse;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.render.job.AvatarShelf;
import dev.afterglow.render.job.LeaseTerms;
import dev.afterglow.render.job.SealCheck;
import dev.afterglow.render.worker.WorkerIdentity;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

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
    try {
      var stub =
          AvatarServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DOWNLOAD_S, TimeUnit.SECONDS);
      GetSigningKeyResponse key = stub.getSigningKey(GetSigningKeyRequest.getDefaultInstance());
      Iterator<DownloadAvatarResponse> pieces =
          stub.downloadAvatar(DownloadAvatarRequest.newBuilder().setAvatarId(avatarId).build());
      AvatarSeal seal = null;
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      while (pieces.hasNext()) {
        DownloadAvatarResponse piece = pieces.next();
        if (piece.hasSeal()) {
          seal = piece.getSeal();
        } else if (file.size() + piece.getChunk().size() > LARGEST) {
          throw new SealBroken("the avatar's file is larger than any may be");
        } else {
          piece.getChunk().writeTo(file);
        }
      }
      if (seal == null || !seal.getKeyId().equals(key.getKeyId())) {
        throw new SealBroken("the avatar's file came without a seal of the registry's key");
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
      throw new SealBroken("the avatar's file could not be fetched: " + e.getStatus().getCode());
    } catch (java.io.IOException e) {
      throw new SealBroken("the avatar's file could not be kept");
    }
  }
}
