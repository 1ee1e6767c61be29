"""Name why a device is not known, or not any more.

The tree::

    PublishingError
    └── DeviceRefused            401 or 403
        ├── DeviceUnknown        no device has this key
        ├── DeviceRevoked        the county does not know the device any more
        ├── EnrolmentExpired     nobody confirmed the code in time
        └── EnrolmentRefused     this request cannot be taken
"""

from publishing.errors import PublishingError


class DeviceRefused(PublishingError):
    """Be the root of why a device is not known."""

    code = "device_refused"
    status = 403


class DeviceUnknown(DeviceRefused):
    """Say that no device has this key."""

    code = "device_unknown"
    status = 401

    def __init__(self) -> None:
        super().__init__("这台设备没有登记。请在设备上重新登记。")


class DeviceRevoked(DeviceRefused):
    """Say that a device was taken off the list."""

    code = "device_revoked"

    def __init__(self, device: str) -> None:
        self.device = device
        super().__init__(f"设备 {device} 已停用。要继续使用，请在设备上重新登记。")


class EnrolmentExpired(DeviceRefused):
    """Say that nobody confirmed the code in time."""

    code = "enrolment_expired"

    def __init__(self) -> None:
        super().__init__("登记码已过期。请看设备屏幕上的新登记码。")


class EnrolmentRefused(DeviceRefused):
    """Say why a request to be known cannot be taken."""

    code = "enrolment_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"不能登记：{reason}。")
