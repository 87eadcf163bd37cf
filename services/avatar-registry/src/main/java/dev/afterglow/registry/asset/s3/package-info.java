/** Files in a bucket of an S3 API. */
@NullMarked
package dev.afterglow.registry.asset.s3;

import org.jspecify.annotations.NullMarked;
