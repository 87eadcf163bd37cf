package dev.afterglow.platform.tenant;

/**
 * Says that a service keeps tenants apart: every row it stores has a tenant and every query names
 * one. Such a service provides one bean of this type; every other refuses calls for any tenant but
 * its own. This is a matter of code, so no setting can claim it.
 */
public final class ManyTenants {}
