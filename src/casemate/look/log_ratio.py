"""The speckle-aware log ratio for radar pairs."""

from __future__ import annotations

import numpy as np

from casemate.look.raster import Floats, Mask

# Mean before the logarithm (speckle multiplies), Gaussian after it (the rest adds). On
# independent 4-look speckle the two together leave a sigma of about 0.15.
BEFORE_PX, AFTER_PX = 0.8, 1.0


def log_ratio(first: Floats, second: Floats, valid: Mask) -> Floats:
    """Size of the smoothed log ratio, root mean square over polarisations; 0 where invalid.

    first, second: (bands, rows, columns), amplitude or intensity, linear, registered. The median
    ratio is taken out, so a calibration difference is no change. (Log ratio: Rignot and van Zyl,
    1993.)
    """
    from scipy import ndimage

    share = np.maximum(ndimage.gaussian_filter(valid.astype(np.float32), BEFORE_PX), 1e-6)
    total = np.zeros(valid.shape, np.float32)
    for one, two in zip(first, second, strict=True):
        ratio = np.log(_mean(one, share, valid) / _mean(two, share, valid))
        ratio = np.where(valid, ratio - np.median(ratio[valid]), 0).astype(np.float32)
        ratio = ndimage.gaussian_filter(ratio, AFTER_PX)
        total += ratio**2
    statistic: Floats = np.sqrt(total / len(first)) * valid
    return statistic


def _mean(band: Floats, share: Floats, valid: Mask) -> Floats:
    """Local mean over valid neighbours, kept off zero by a small part of the scene's median.

    One code of an 8-bit scene, or 1/256 of a float scene's typical value: below that it is noise
    of the instrument and of quantisation.
    """
    from scipy import ndimage

    mean = ndimage.gaussian_filter(band, BEFORE_PX) / share
    positive = band[valid & (band > 0)]
    floor = float(np.median(positive)) / 64 if len(positive) else 1.0
    lifted: Floats = np.maximum(mean, 0) + floor
    return lifted
