package dev.afterglow.registry.export.grpc;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.ExportFormat;
import dev.afterglow.api.registry.v1.ExportLicenceRequest;
import dev.afterglow.api.registry.v1.ExportLicenceResponse;
import dev.afterglow.api.registry.v1.ExportService;
import dev.afterglow.registry.export.OdrlPolicy;
import dev.afterglow.registry.export.VrmMeta;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.storage.LicenceDesk;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Exports over gRPC. */
@GrpcService
public class ExportGrpc implements ExportService {
  private final LicenceDesk licences;

  @Inject
  ExportGrpc(LicenceDesk licences) {
    this.licences = licences;
  }

  @Override
  public Uni<ExportLicenceResponse> exportLicence(ExportLicenceRequest request) {
    if (request.getFormat() == ExportFormat.EXPORT_FORMAT_LICENCE_JWS) {
      return licences
          .signature(Words.id(request.getLicenceId()))
          .map(jws -> response(jws, "application/jose"));
    }
    return licences
        .licence(Words.id(request.getLicenceId()))
        .chain(
            licence ->
                licences
                    .likeness(licence.grant().licenceId())
                    .map(likeness -> export(licence, likeness, request.getFormat())));
  }

  private static ExportLicenceResponse export(
      Licence licence, String likeness, ExportFormat format) {
    return switch (format) {
      case EXPORT_FORMAT_ODRL_JSON_LD ->
          response(OdrlPolicy.of(licence, likeness), "application/ld+json");
      case EXPORT_FORMAT_VRM_1_META -> response(VrmMeta.of(licence), "application/json");
      case EXPORT_FORMAT_LICENCE_JWS, EXPORT_FORMAT_UNSPECIFIED, UNRECOGNIZED ->
          throw Faults.invalidField("format", "the format is unknown");
    };
  }

  private static ExportLicenceResponse response(String document, String mediaType) {
    return ExportLicenceResponse.newBuilder()
        .setDocument(document)
        .setMediaType(mediaType)
        .setSha256(ByteString.copyFrom(sha256(document)))
        .build();
  }

  private static byte[] sha256(String document) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
