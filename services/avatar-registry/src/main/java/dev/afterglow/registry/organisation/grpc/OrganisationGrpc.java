package dev.afterglow.registry.organisation.grpc;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.AddMemberRequest;
import dev.afterglow.api.registry.v1.AddMemberResponse;
import dev.afterglow.api.registry.v1.CreateOrganisationRequest;
import dev.afterglow.api.registry.v1.CreateOrganisationResponse;
import dev.afterglow.api.registry.v1.EndMembershipRequest;
import dev.afterglow.api.registry.v1.EndMembershipResponse;
import dev.afterglow.api.registry.v1.ListMembersRequest;
import dev.afterglow.api.registry.v1.ListMembersResponse;
import dev.afterglow.api.registry.v1.ListOrganisationsRequest;
import dev.afterglow.api.registry.v1.ListOrganisationsResponse;
import dev.afterglow.api.registry.v1.OrganisationService;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.lease.storage.LeaseFeed;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.organisation.Membership;
import dev.afterglow.registry.organisation.Organisation;
import dev.afterglow.registry.organisation.storage.OrganisationDesk;
import dev.afterglow.registry.storage.PageToken;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Organisations over gRPC: mapper in, mapper out. */
@GrpcService
public class OrganisationGrpc implements OrganisationService {
  private final OrganisationDesk desk;
  private final Once once;
  private final LeaseFeed feed;

  @Inject
  OrganisationGrpc(OrganisationDesk desk, Once once, LeaseFeed feed) {
    this.desk = desk;
    this.once = once;
    this.feed = feed;
  }

  @Override
  public Uni<CreateOrganisationResponse> createOrganisation(CreateOrganisationRequest request) {
    return once.run(
        request.getRequestId(),
        request,
        CreateOrganisationResponse.parser(),
        () ->
            desk.create(request.getDisplayName())
                .map(
                    it ->
                        CreateOrganisationResponse.newBuilder()
                            .setOrganisation(message(it))
                            .build()));
  }

  @Override
  public Uni<ListOrganisationsResponse> listOrganisations(ListOrganisationsRequest request) {
    int size = PageToken.size(request.getPageSize());
    return desk.before(PageToken.before(request.getPageToken()), size)
        .map(
            page ->
                ListOrganisationsResponse.newBuilder()
                    .addAllOrganisations(page.stream().map(OrganisationGrpc::message).toList())
                    .setNextPageToken(PageToken.after(page, size, Organisation::organisationId))
                    .build());
  }

  @Override
  public Uni<AddMemberResponse> addMember(AddMemberRequest request) {
    Optional<Instant> from = time(request.hasFromTime(), request.getFromTime());
    Optional<Instant> until = time(request.hasUntilTime(), request.getUntilTime());
    return once.run(
        request.getRequestId(),
        request,
        AddMemberResponse.parser(),
        () ->
            desk.add(
                    Words.id(request.getOrganisationId()),
                    Words.id(request.getSubjectId()),
                    from,
                    until)
                .map(it -> AddMemberResponse.newBuilder().setMembership(message(it)).build()));
  }

  private static Optional<Instant> time(boolean there, Timestamp time) {
    return there ? Optional.of(Words.instant(time)) : Optional.empty();
  }

  @Override
  public Uni<EndMembershipResponse> endMembership(EndMembershipRequest request) {
    return once.run(
            request.getRequestId(),
            request,
            EndMembershipResponse.parser(),
            () ->
                desk.end(Words.id(request.getMembershipId()))
                    .map(
                        it ->
                            EndMembershipResponse.newBuilder().setMembership(message(it)).build()))
        .invoke(feed::nudge);
  }

  @Override
  public Uni<ListMembersResponse> listMembers(ListMembersRequest request) {
    int size = PageToken.size(request.getPageSize());
    return desk.members(
            PageToken.before(request.getPageToken()), Words.id(request.getOrganisationId()), size)
        .map(
            page ->
                ListMembersResponse.newBuilder()
                    .addAllMemberships(page.stream().map(OrganisationGrpc::message).toList())
                    .setNextPageToken(PageToken.after(page, size, Membership::membershipId))
                    .build());
  }

  private static dev.afterglow.api.registry.v1.Organisation message(Organisation it) {
    return dev.afterglow.api.registry.v1.Organisation.newBuilder()
        .setOrganisationId(it.organisationId())
        .setDisplayName(it.displayName())
        .setCreateTime(Words.timestamp(it.createTime()))
        .build();
  }

  private static dev.afterglow.api.registry.v1.Membership message(Membership it) {
    var message =
        dev.afterglow.api.registry.v1.Membership.newBuilder()
            .setMembershipId(it.membershipId())
            .setOrganisationId(it.organisationId())
            .setSubjectId(it.subjectId())
            .setFromTime(Words.timestamp(it.fromTime()));
    Instant until = it.untilTime();
    if (until != null) {
      message.setUntilTime(Words.timestamp(until));
    }
    return message.build();
  }
}
