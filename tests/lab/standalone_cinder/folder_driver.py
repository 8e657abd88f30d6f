"""A volume driver that keeps each volume as a file in a folder: Cinder 29's and cinderlib 5.2's (Cinder 23) alike."""

import os
import subprocess

from cinder import interface
from cinder.volume import configuration, driver
from oslo_config import cfg

OPTIONS = [cfg.StrOpt("folder", default="/nonexistent", help="Where the volumes lie.")]
cfg.CONF.register_opts(OPTIONS, group=configuration.SHARED_CONF_GROUP)


@interface.volumedriver
class FolderDriver(driver.VolumeDriver):
    """Nothing but Python's own file functions: no root, no target, no network.

    A connection is a path, for os-brick's connector "local", so it serves the host of the folder alone.
    """

    VERSION = "1"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.configuration.append_config_values(OPTIONS)

    def _path(self, volume_or_snapshot):
        return os.path.join(self.configuration.folder, volume_or_snapshot.name)

    def check_for_setup_error(self):
        os.makedirs(self.configuration.folder, exist_ok=True)

    def create_volume(self, volume):
        self.extend_volume(volume, volume.size)

    def extend_volume(self, volume, new_size):
        with open(self._path(volume), "ab") as file:
            file.truncate(new_size << 30)

    def delete_volume(self, volume):
        os.remove(self._path(volume))

    def _copy(self, source, copy):
        """Copy without writing the holes: a fresh volume of 1 GiB is nothing else."""
        subprocess.run(["cp", "--sparse=always", self._path(source), self._path(copy)], check=True)

    def create_cloned_volume(self, volume, src_vref):
        self._copy(src_vref, volume)

    def create_snapshot(self, snapshot):
        self._copy(snapshot.volume, snapshot)

    def delete_snapshot(self, snapshot):
        os.remove(self._path(snapshot))

    def create_volume_from_snapshot(self, volume, snapshot):
        self._copy(snapshot, volume)

    def initialize_connection(self, volume, connector):
        return {"driver_volume_type": "local", "data": {"device_path": self._path(volume)}}

    def terminate_connection(self, volume, connector, **kwargs):
        pass

    def ensure_export(self, context, volume):
        pass

    def create_export(self, context, volume, connector):
        pass

    def remove_export(self, context, volume):
        pass

    def _update_volume_stats(self):
        self._stats = {"volume_backend_name": "folder", "vendor_name": "lab", "driver_version": self.VERSION,
                       "storage_protocol": "local", "total_capacity_gb": 100, "free_capacity_gb": 100,
                       "reserved_percentage": 0, "QoS_support": False, "multiattach": False}
