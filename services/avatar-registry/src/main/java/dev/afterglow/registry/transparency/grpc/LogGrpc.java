package dev.afterglow.registry.transparency.grpc;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.AppendEvidenceResponse;
import dev.afterglow.api.registry.v1.GetCheckpointRequest;
import dev.afterglow.api.registry.v1.GetCheckpointResponse;
import dev.afterglow.api.registry.v1.GetConsistencyProofRequest;
import dev.afterglow.api.registry.v1.GetConsistencyProofResponse;
import dev.afterglow.api.registry.v1.GetInclusionProofRequest;
import dev.afterglow.api.registry.v1.GetInclusionProofResponse;
import dev.afterglow.api.registry.v1.GetOpeningRequest;
import dev.afterglow.api.registry.v1.GetOpeningResponse;
import dev.afterglow.api.registry.v1.ListEntriesRequest;
import dev.afterglow.api.registry.v1.ListEntriesResponse;
import dev.afterglow.api.registry.v1.LogEntry;
import dev.afterglow.api.registry.v1.LogService;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.transparency.Hash;
import dev.afterglow.registry.transparency.Leaf;
import dev.afterglow.registry.transparency.storage.EvidenceDesk;
import dev.afterglow.registry.transparency.storage.LogReader;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;

/** The log over gRPC: mapper in, mapper out. */
@GrpcService
public class LogGrpc implements LogService {
  private static final int DEFAULT_PAGE = 100;

  private final LogReader reader;
  private final EvidenceDesk evidence;

  @Inject
  LogGrpc(LogReader reader, EvidenceDesk evidence) {
    this.reader = reader;
    this.evidence = evidence;
  }

  @Override
  public Uni<AppendEvidenceResponse> appendEvidence(AppendEvidenceRequest request) {
    return evidence
        .append(
            Words.id(request.getRequestId()),
            Words.id(request.getBroadcastId()),
            Words.id(request.getDriverSubjectId()),
            request.getWindow().toByteArray())
        .map(index -> AppendEvidenceResponse.newBuilder().setIndex(index).build());
  }

  @Override
  public Uni<GetCheckpointResponse> getCheckpoint(GetCheckpointRequest request) {
    return reader
        .head()
        .map(
            head ->
                GetCheckpointResponse.newBuilder()
                    .setNote(head.note())
                    .setTreeSize(head.head().size())
                    .setRootHash(ByteString.copyFrom(head.head().root().bytes()))
                    .setVerifierKey(head.verifierKey())
                    .build());
  }

  @Override
  public Uni<GetInclusionProofResponse> getInclusionProof(GetInclusionProofRequest request) {
    return reader
        .inclusion(request.getIndex(), request.getTreeSize())
        .map(proof -> GetInclusionProofResponse.newBuilder().addAllHashes(hashes(proof)).build());
  }

  @Override
  public Uni<GetConsistencyProofResponse> getConsistencyProof(GetConsistencyProofRequest request) {
    return reader
        .consistency(request.getFirstTreeSize(), request.getSecondTreeSize())
        .map(proof -> GetConsistencyProofResponse.newBuilder().addAllHashes(hashes(proof)).build());
  }

  private static List<ByteString> hashes(List<Hash> proof) {
    return proof.stream().map(hash -> ByteString.copyFrom(hash.bytes())).toList();
  }

  @Override
  public Uni<ListEntriesResponse> listEntries(ListEntriesRequest request) {
    long from = request.getStartIndex();
    int most = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    return reader.entries(from, most).map(entries -> page(from, entries));
  }

  private static ListEntriesResponse page(long from, List<byte[]> entries) {
    var page = ListEntriesResponse.newBuilder();
    for (int i = 0; i < entries.size(); i++) {
      page.addEntries(
          LogEntry.newBuilder()
              .setIndex(from + i)
              .setLeaf(ByteString.copyFrom(entries.get(i)))
              .setAppendTime(Words.timestamp(Leaf.read(entries.get(i)).time())));
    }
    return page.build();
  }

  @Override
  public Uni<GetOpeningResponse> getOpening(GetOpeningRequest request) {
    return reader
        .opening(request.getIndex())
        .map(
            shown ->
                GetOpeningResponse.newBuilder()
                    .setRecord(ByteString.copyFrom(shown.record()))
                    .setSalt(ByteString.copyFrom(shown.salt()))
                    .build());
  }
}
